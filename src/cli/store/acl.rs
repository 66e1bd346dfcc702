//! The rights that a POSIX access control list (ACL) gives, in the form in which Linux stores it.
//!
//! Promises: the mode that is returned never gives more rights than the list.

/// The name of the attribute that contains the list of a file.
pub const NAME: &str = "system.posix_acl_access";

/// The version of the form. There is only one.
const VERSION: u32 = 2;

// The tags of entries. The owner, group and others of the mode have one entry each.
const USER: u16 = 0x02;
const GROUP_OBJ: u16 = 0x04;
const GROUP: u16 = 0x08;
const MASK: u16 = 0x10;
const OTHER: u16 = 0x20;

/// Returns a mode that gives no more rights than a list and its mode do, for a file that has lost the list.
///
/// A user or group of the list now counts as the group of the file or as others. So these get only the rights
/// that every user and group of the list has. If the list is invalid, only the owner keeps rights.
pub fn mode_without(list: &[u8], mode: u32) -> u32 {
    let of_owner = mode & 0o700;
    let Some(entries) = entries(list) else { return of_owner };
    let of = |wanted: u16| entries.iter().filter(move |entry| entry.0 == wanted).map(|entry| entry.1);
    let common = |wanted: u16| of(wanted).fold(0o7, |common, rights| common & rights);
    let (Some(group), Some(other)) = (of(GROUP_OBJ).next(), of(OTHER).next()) else { return of_owner };
    let mask = of(MASK).next().unwrap_or(0o7);
    // Rights of the group of the file and of a named group add up, so a named group does not limit the former.
    let group = group & common(USER) & mask;
    let other = if of(USER).chain(of(GROUP)).next().is_none() {
        other
    } else {
        other & common(USER) & common(GROUP) & mask
    };
    of_owner | u32::from(group) << 3 | u32::from(other)
}

/// Returns the tag and the rights of each entry, if this is a list.
fn entries(list: &[u8]) -> Option<Vec<(u16, u16)>> {
    let (version, entries) = list.split_first_chunk::<4>()?;
    let (entries, rest) = entries.as_chunks::<8>();
    if u32::from_le_bytes(*version) != VERSION || !rest.is_empty() {
        return None;
    }
    // The number of the user or group is in the last four bytes.
    let entry = |&[tag, tag_high, rights, rights_high, ..]: &[u8; 8]| {
        (u16::from_le_bytes([tag, tag_high]), u16::from_le_bytes([rights, rights_high]) & 0o7)
    };
    Some(entries.iter().map(entry).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER_OBJ: u16 = 0x01;

    fn list(entries: &[(u16, u16)]) -> Vec<u8> {
        let mut bytes = VERSION.to_le_bytes().to_vec();
        for (tag, rights) in entries {
            bytes.extend([tag.to_le_bytes(), rights.to_le_bytes()].concat());
            bytes.extend([0xFF; 4]);
        }
        bytes
    }

    #[test]
    fn mask_does_not_widen_the_rights_of_the_group() {
        let named = list(&[(USER_OBJ, 6), (USER, 6), (GROUP_OBJ, 4), (MASK, 6), (OTHER, 0)]);
        assert_eq!(mode_without(&named, 0o660), 0o640);
        let masked = list(&[(USER_OBJ, 6), (USER, 7), (GROUP_OBJ, 6), (MASK, 4), (OTHER, 4)]);
        assert_eq!(mode_without(&masked, 0o644), 0o644);
    }

    #[test]
    fn user_or_group_without_rights_in_the_list_gets_none() {
        let user = list(&[(USER_OBJ, 6), (USER, 0), (GROUP_OBJ, 4), (MASK, 4), (OTHER, 4)]);
        assert_eq!(mode_without(&user, 0o644), 0o600);
        let group = list(&[(USER_OBJ, 6), (GROUP_OBJ, 4), (GROUP, 0), (MASK, 4), (OTHER, 4)]);
        assert_eq!(mode_without(&group, 0o644), 0o640);
    }

    #[test]
    fn list_that_equals_the_mode_changes_nothing() {
        let minimal = list(&[(USER_OBJ, 6), (GROUP_OBJ, 4), (OTHER, 4)]);
        assert_eq!(mode_without(&minimal, 0o644), 0o644);
    }

    #[test]
    fn invalid_list_leaves_rights_to_the_owner_only() {
        let good = list(&[(USER_OBJ, 6), (GROUP_OBJ, 4), (OTHER, 4)]);
        let newer = [&[3, 0, 0, 0], &good[4..]].concat();
        for bytes in [&[][..], &good[..3], &good[..good.len() - 1], &newer, &good[..4]] {
            assert_eq!(mode_without(bytes, 0o664), 0o600, "{bytes:?}");
        }
    }
}
