//! The base of `--base auto`: the commit at which a pull request, a push or a work tree began.
//!
//! If that commit cannot be determined, that is an error: another commit could hide a problem that the change
//! adds. Only this file reads the environment variables of a workflow.

use std::env;
use std::path::Path;

use anyhow::Context;
use netreg::render::json;

use crate::cli::base::commit::{Commit, missing, missing_fork, refspec};
use crate::cli::{base::stored, error::Problem, git::Tracked, store};

/// Returns the base of a file that has this text, or `None` if there is no earlier commit.
///
/// # Errors
///
/// Fails if the commit cannot be determined or is not in this clone.
pub fn commit(tracked: &Tracked, text: &str) -> anyhow::Result<Option<Commit>> {
    let Some(head) = tracked.commit("HEAD")? else { return Ok(None) };
    if let Some(branch) = variable("GITHUB_BASE_REF") {
        return pull_request(tracked, &head, &branch, text).map(Some);
    }
    match variable("GITHUB_EVENT_NAME").as_deref() {
        Some("push") => push(tracked, &head),
        Some("merge_group") => {
            let id = event(&["merge_group", "base_sha"])?;
            known(tracked, &id, "the commit on which the merge queue builds").map(Some)
        }
        _ => local(tracked, &head, text),
    }
}

/// Returns an environment variable. An empty one counts as not set.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Returns a text from the event that started the workflow (GitHub documentation, "Webhook events and
/// payloads").
fn event(names: &[&str]) -> anyhow::Result<String> {
    let path = variable("GITHUB_EVENT_PATH").context("`GITHUB_EVENT_PATH` is not set")?;
    let text = store::read(Path::new(&path)).context("in `GITHUB_EVENT_PATH`")?;
    json::member(&text.text, names)
        .with_context(|| format!("the event in `{path}` has no `{}`", names.join(".")))
}

/// Returns the commit at which a pull request into a branch began.
fn pull_request(tracked: &Tracked, head: &str, branch: &str, text: &str) -> anyhow::Result<Commit> {
    if let Some(id) = left(tracked, head, branch)? {
        if id == head && stored::is_clean(tracked, head, text)? {
            let message = format!(
                "`{branch}` already contains the commit that is checked out: there is nothing to compare"
            );
            return Err(Problem::new(message)
                .help("check out the pull request: use the event `pull_request`, not `pull_request_target`")
                .into());
        }
        return Ok(Commit::left(id, &format!("`{branch}`")));
    }
    // Only the merge commit that GitHub makes has the target as its first parent. Another merge can be a commit
    // of the branch itself.
    let is_merge = tracked.is_merge(head)? && variable("GITHUB_SHA").is_none_or(|id| id == head);
    if is_merge && let Some(id) = tracked.commit("HEAD^1")? {
        return Ok(Commit { id, what: format!("the `{branch}` side of this merge") });
    }
    let help = if is_merge && tracked.is_shallow()? {
        let git = tracked.command();
        format!("`{git} fetch --depth=2 origin {head}` fetches it; in a workflow, use `fetch-depth: 2`")
    } else {
        fetch_help(tracked, branch)?
    };
    Err(missing_fork(&format!("`{branch}`")).help(help).into())
}

/// Returns the commit at which a history left a branch of the origin, if this clone has it.
fn left(tracked: &Tracked, head: &str, branch: &str) -> anyhow::Result<Option<String>> {
    for name in [format!("refs/remotes/origin/{branch}"), format!("refs/heads/{branch}")] {
        if let Some(tip) = tracked.commit(&name)?
            && let Some(id) = tracked.merge_base(head, &tip)?
        {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Returns the help that fetches a branch of the origin and its history.
fn fetch_help(tracked: &Tracked, branch: &str) -> anyhow::Result<String> {
    let (git, refspec) = (tracked.command(), refspec(branch));
    Ok(if tracked.is_shallow()? {
        format!("`{git} fetch --unshallow origin {refspec}` fetches it; in a workflow, use `fetch-depth: 0`")
    } else if tracked.commit(&format!("refs/remotes/origin/{branch}"))?.is_some() {
        "the two branches have no common commit: give the commit to compare with, `--base REVISION`"
            .to_owned()
    } else {
        format!("`{git} fetch origin {refspec}` fetches it")
    })
}

/// Returns the commit before a push.
fn push(tracked: &Tracked, head: &str) -> anyhow::Result<Option<Commit>> {
    let before = event(&["before"])?;
    if before.contains(|c| c != '0') {
        return known(tracked, &before, "the commit before the push").map(Some);
    }
    // A new branch began where it left the main branch.
    let branch = event(&["repository", "default_branch"])?;
    if event(&["ref"])? == format!("refs/heads/{branch}") {
        return Ok(None);
    }
    match left(tracked, head, &branch)? {
        Some(id) => Ok(Some(Commit::left(id, &format!("`{branch}`")))),
        None => Err(missing_fork(&format!("`{branch}`")).help(fetch_help(tracked, &branch)?).into()),
    }
}

/// Returns the commit with this ID.
///
/// # Errors
///
/// Fails if this clone does not have it.
fn known(tracked: &Tracked, id: &str, what: &str) -> anyhow::Result<Commit> {
    if !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Problem::new(format!("`{id}` in the event is not the ID of a commit")).into());
    }
    if let Some(id) = tracked.commit(id)? {
        return Ok(Commit { id, what: what.to_owned() });
    }
    // `--depth` would cut off the history of a complete clone.
    let depth = if tracked.is_shallow()? { "--depth=1 " } else { "" };
    let help = format!("`{} fetch {depth}origin {id}` fetches it", tracked.command());
    Err(missing(&format!("{id}, {what}")).help(help).into())
}

/// Returns the commit at which the unpublished commits and changes of this work tree began.
fn local(tracked: &Tracked, head: &str, text: &str) -> anyhow::Result<Option<Commit>> {
    let mut base = Commit { id: head.to_owned(), what: "the last commit".to_owned() };
    // A branch that was never pushed has no upstream: it began at the main branch of the origin.
    let upstreams =
        [("@{upstream}", "its upstream"), ("refs/remotes/origin/HEAD", "the main branch of `origin`")];
    for (upstream, name) in upstreams {
        let Some(tip) = tracked.commit(upstream)? else { continue };
        match tracked.merge_base(head, &tip)? {
            Some(id) => base = Commit::left(id, name),
            None if tracked.is_shallow()? => {
                let help = format!("`{} fetch --unshallow` fetches it", tracked.command());
                return Err(missing_fork(name).help(help).into());
            }
            None => {}
        }
        break;
    }
    if base.id != head || !stored::is_clean(tracked, head, text)? {
        return Ok(Some(base));
    }
    match tracked.commit("HEAD^1")? {
        Some(id) => Ok(Some(Commit { id, what: "the commit before this one".to_owned() })),
        None if tracked.is_shallow()? => {
            let git = tracked.command();
            let help = format!("`{git} fetch --deepen=1` fetches it; in a workflow, use `fetch-depth: 2`");
            Err(missing("the commit before this one").help(help).into())
        }
        None => Ok(None),
    }
}
