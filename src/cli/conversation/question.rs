//! The questions of a conversation, in their order.

use netreg::model::{country, entity};

use crate::cli::args;
use crate::cli::conversation::completer::{Word, Words};
use crate::cli::conversation::draft::Draft;
use crate::cli::{error::Problem, naming::New};

/// One question.
pub struct Question {
    /// Returns `true` if the question is to be asked.
    pub is_missing: fn(&Draft<'_>) -> bool,
    /// What is shown before the question.
    pub before: Before,
    /// Whether the record can do without an answer.
    pub is_optional: bool,
    /// Returns the question.
    pub prompt: fn(&Draft<'_>) -> String,
    /// Returns the words with which Tab completes the answer.
    pub words: fn(&Draft<'_>) -> Words,
    /// Takes an answer.
    pub take: fn(&mut Draft<'_>, &str) -> anyhow::Result<Taken>,
}

/// What is shown before a question.
pub enum Before {
    /// What an answer can be.
    Hint(&'static str),
    /// The record, as it will be in the file.
    Record,
}

/// What becomes of an answer that is understood.
pub enum Taken {
    /// The conversation goes on.
    Valid,
    /// The question is asked again; why is said already.
    Unusable,
    /// The conversation ends.
    Refused,
}

impl Question {
    /// Returns `true` if the answer is a part of the record.
    pub fn asks_for_value(&self) -> bool {
        matches!(self.before, Before::Hint(_))
    }
}

/// All questions.
pub const QUESTIONS: [Question; 5] = [
    Question {
        is_missing: |draft| draft.networks.is_empty(),
        before: Before::Hint("The country, in any language, or its code"),
        is_optional: false,
        prompt: |_| "Country:".to_owned(),
        words: |_| Words::Countries(args::usual_language()),
        take: take_country,
    },
    Question {
        // A network with a status is dated by its flags.
        is_missing: |draft| !draft.has("established") && !draft.has("status"),
        before: Before::Hint(
            "When it was set up: 2021-06-30, 2021-06 or 2021; 2020..2021 for a day between; \
             ..2021-06 for a day not later than that. Leave it empty if it is not known",
        ),
        is_optional: true,
        prompt: |draft| prompt("Established", draft),
        words: |_| Words::None,
        take: |draft, answer| given(draft, "established", answer),
    },
    Question {
        is_missing: |draft| !draft.has("sources"),
        before: Before::Hint(
            "The web page that says so, beginning with https://. Leave it empty if there is none",
        ),
        is_optional: true,
        prompt: |draft| prompt("Source", draft),
        words: |_| Words::These(vec![Word::new("https://", "")]),
        take: |draft, answer| given(draft, "sources", answer),
    },
    Question {
        is_missing: |draft| !draft.has("coordinator"),
        before: Before::Hint(
            "The organization that coordinates it, such as IOM. Leave it empty if it is not known",
        ),
        is_optional: true,
        prompt: |draft| prompt("Coordinator", draft),
        words: |draft| Words::These(organizations(draft)),
        take: |draft, answer| given(draft, "coordinator", answer),
    },
    Question {
        is_missing: |draft| draft.is_confirmed,
        before: Before::Record,
        is_optional: false,
        prompt: |draft| format!("Write this to {}? [y/n]", draft.before.name),
        words: |_| Words::None,
        take: take_agreement,
    },
];

/// The most networks that a prompt names.
const MOST_NAMED: usize = 4;

/// Returns the question for a field, which names the networks if there are several.
fn prompt(label: &str, draft: &Draft<'_>) -> String {
    let keys: Vec<&str> = draft.networks.iter().map(|new| new.key.as_str()).collect();
    match keys.len() {
        0 | 1 => format!("{label}:"),
        number if number > MOST_NAMED => format!("{label} (each of {number} networks):"),
        _ => format!("{label} (each of {}):", keys.join(", ")),
    }
}

fn organizations(draft: &Draft<'_>) -> Vec<Word> {
    let known = entity::spellings().iter().map(|spelling| Word::new(*spelling, entity::name(spelling)));
    let own = draft.coordinators().into_iter().filter(|name| !entity::is_spelt(name));
    known.chain(own.map(|name| Word::new(name, ""))).collect()
}

fn given(draft: &mut Draft<'_>, key: &'static str, answer: &str) -> anyhow::Result<Taken> {
    draft.give(key, answer).map(|()| Taken::Valid)
}

const LOOK_UP: &str =
    "write a code or a complete name; `netreg countries TEXT` finds a country by a part of its name";

fn take_country(draft: &mut Draft<'_>, answer: &str) -> anyhow::Result<Taken> {
    if answer.is_empty() {
        return Err(Problem::new("no country given").help("write a name or a code; Ctrl-C stops").into());
    }
    let country = country::find(answer).map_err(|miss| {
        let problem = miss.explained(answer);
        if problem.help.is_some() { problem } else { problem.help(LOOK_UP) }
    })?;
    let mut new = New::of(country);
    if draft.has("name") {
        new.name = None;
    }
    if (draft.is_there)(&new, &draft.fields) {
        return Ok(Taken::Unusable);
    }
    draft.networks = vec![new];
    draft.announce();
    Ok(Taken::Valid)
}

fn take_agreement(_: &mut Draft<'_>, answer: &str) -> anyhow::Result<Taken> {
    match answer.to_lowercase().as_str() {
        "y" | "yes" => Ok(Taken::Valid),
        "n" | "no" => Ok(Taken::Refused),
        // Whoever leaves out one answer after another must not write, or lose, a record by it.
        _ => Err(Problem::new("the answer is neither `y` nor `n`")
            .help("`y` writes the record, `n` leaves the file as it is, `<` goes back")
            .into()),
    }
}
