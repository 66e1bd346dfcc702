//! What `--base auto` means: the commit that a pull request, a push or a work tree began with.
//!
//! Promises: nothing that the change broke is hidden: where it cannot be told what it began with, that is a
//! failure, and never another commit. What the environment says of the change is asked here alone.

use std::env;
use std::path::Path;

use anyhow::Context;
use netreg::render::networks::json;

use crate::cli::base::commit::{Commit, missing, missing_fork, refspec};
use crate::cli::base::stored;
use crate::cli::error::Problem;
use crate::cli::git::Tracked;
use crate::cli::store;

/// Works out the commit for a file that has this text; none where there is no earlier one.
pub fn commit(tracked: &Tracked, text: &str) -> anyhow::Result<Option<Commit>> {
    let Some(head) = tracked.commit("HEAD")? else { return Ok(None) };
    if let Some(branch) = variable("GITHUB_BASE_REF") {
        return pull_request(tracked, &head, &branch, text).map(Some);
    }
    match variable("GITHUB_EVENT_NAME").as_deref() {
        Some("push") => push(tracked, &head),
        Some("merge_group") => {
            let id = event(&["merge_group", "base_sha"])?;
            known(tracked, &id, "the commit that the merge queue builds on").map(Some)
        }
        _ => local(tracked, &head, text),
    }
}

/// Returns a variable of the environment; an empty one is none.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Returns a text of the event that started the workflow (GitHub documentation, "Webhook events and
/// payloads").
fn event(names: &[&str]) -> anyhow::Result<String> {
    let path = variable("GITHUB_EVENT_PATH").context("`GITHUB_EVENT_PATH` is not set")?;
    let text = store::read(Path::new(&path)).context("in `GITHUB_EVENT_PATH`")?;
    json::member(&text.text, names)
        .with_context(|| format!("`{path}`, the event, has no `{}`", names.join(".")))
}

/// Returns what a pull request into a branch began with.
fn pull_request(tracked: &Tracked, head: &str, branch: &str, text: &str) -> anyhow::Result<Commit> {
    if let Some(id) = left(tracked, head, branch)? {
        if id == head && stored::is_clean(tracked, head, text)? {
            let message = format!("`{branch}` has all that is checked out: there is nothing to compare");
            return Err(Problem::new(message)
                .help("check out the pull request; the event `pull_request` does, `pull_request_target` does not")
                .into());
        }
        return Ok(Commit::left(id, &format!("`{branch}`")));
    }
    // The merge that GitHub makes of both sides; any other may be one of the branch's own.
    let is_merge = tracked.is_merge(head)? && variable("GITHUB_SHA").is_none_or(|id| id == head);
    if is_merge && let Some(id) = tracked.commit("HEAD^1")? {
        return Ok(Commit { id, what: format!("the side of `{branch}` in this merge") });
    }
    let help = if is_merge && tracked.is_shallow()? {
        let git = tracked.command();
        format!("`{git} fetch --depth=2 origin {head}` fetches it; in a workflow, `fetch-depth: 2` does")
    } else {
        remedy(tracked, branch)?
    };
    Err(missing_fork(&format!("`{branch}`")).help(help).into())
}

/// Returns where a history left a branch of the origin, as far as that is here.
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

/// Says which command fetches a branch of the origin, and the history that leads to it.
fn remedy(tracked: &Tracked, branch: &str) -> anyhow::Result<String> {
    let (git, refspec) = (tracked.command(), refspec(branch));
    Ok(if tracked.is_shallow()? {
        format!("`{git} fetch --unshallow origin {refspec}` fetches it; in a workflow, `fetch-depth: 0` does")
    } else if tracked.commit(&format!("refs/remotes/origin/{branch}"))?.is_some() {
        "the two have no commit in common: give the commit to compare with, as in `--base REVISION`"
            .to_owned()
    } else {
        format!("`{git} fetch origin {refspec}` fetches it")
    })
}

/// Returns what was there before a push.
fn push(tracked: &Tracked, head: &str) -> anyhow::Result<Option<Commit>> {
    let before = event(&["before"])?;
    if before.contains(|c| c != '0') {
        return known(tracked, &before, "which was there before the push").map(Some);
    }
    // A branch that was not there before began where it left the main one.
    let branch = event(&["repository", "default_branch"])?;
    if event(&["ref"])? == format!("refs/heads/{branch}") {
        return Ok(None);
    }
    match left(tracked, head, &branch)? {
        Some(id) => Ok(Some(Commit::left(id, &format!("`{branch}`")))),
        None => Err(missing_fork(&format!("`{branch}`")).help(remedy(tracked, &branch)?).into()),
    }
}

/// Makes sure that a commit which is known by its number is here.
fn known(tracked: &Tracked, id: &str, what: &str) -> anyhow::Result<Commit> {
    if !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Problem::new(format!("the event names no commit, but `{id}`")).into());
    }
    if let Some(id) = tracked.commit(id)? {
        return Ok(Commit { id, what: what.to_owned() });
    }
    // A clone that has all of its history keeps it.
    let depth = if tracked.is_shallow()? { "--depth=1 " } else { "" };
    let help = format!("`{} fetch {depth}origin {id}` fetches it", tracked.command());
    Err(missing(&format!("{id}, {what}")).help(help).into())
}

/// Returns what the commits and changes of this work tree began with, as far as others have not seen them.
fn local(tracked: &Tracked, head: &str, text: &str) -> anyhow::Result<Option<Commit>> {
    let mut base = Commit { id: head.to_owned(), what: "the last commit".to_owned() };
    // A branch that nobody has seen yet left the main one of the origin.
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
            let help = format!("`{git} fetch --deepen=1` fetches it; in a workflow, `fetch-depth: 2` does");
            Err(missing("the commit before this one").help(help).into())
        }
        None => Ok(None),
    }
}
