//! A new record of another table than that of networks: its address, and `FIELD=VALUE`.

use netreg::edit::{self, FieldValue, Reason, Refusal};
use netreg::model::{Address, Date, Day, Field, Table, Value, input};

use crate::cli::args::{Global, WriteArgs};
use crate::cli::assignments::{self, Given};
use crate::cli::change::{Changed, Editor, exist};
use crate::cli::flags::as_set;
use crate::cli::ui::Ui;
use crate::cli::{error::Problem, verdict::Verdict};

/// Returns the address of the record to add, if one is named that is not a network. `flag` is a flag for
/// networks that was given, with the word that says the same.
///
/// # Errors
///
/// Fails if several records are named, or if a flag is given.
pub fn address(records: &[&str], flag: Option<(String, String)>) -> Result<Option<Address>, Problem> {
    let table = assignments::table(records)?;
    if table == Table::Network {
        return Ok(None);
    }
    let [input] = records else {
        let problem = Problem::new("one command adds one record, or several networks");
        return Err(problem.help(format!("`netreg add {} FIELD=VALUE…`", records[0])));
    };
    if let Some((flag, word)) = flag {
        let problem = Problem::new(format!("`{flag}` is for networks only"));
        return Err(problem.help(format!("write `FIELD=VALUE`: `netreg add {input} {word}`")));
    }
    Address::parse(input)
}

/// Adds the record.
pub fn add(
    address: &Address,
    given: &Given<'_>,
    write: &WriteArgs,
    global: &Global,
    ui: &Ui,
) -> anyhow::Result<Verdict> {
    if address.table == Table::Registry {
        return Err(Problem::new("the table `[registry]` is made with the file")
            .help("`netreg init` makes a new registry; `netreg set registry FIELD=VALUE` changes its table")
            .into());
    }
    let fields = values(address, given, global.today()?)?;
    let editor = Editor::open(global, write, ui)?;
    let records = [(address, fields.as_slice())];
    let edited = if let Some(edited) = editor.add_near(&records) {
        edited
    } else {
        let registry = editor.outline()?;
        match edit::add(&registry, &records) {
            Ok(edited) => edited,
            Err(Refusal { reason: Reason::Exists, .. }) => {
                if let Ok(lines) = edit::lines(&registry, address) {
                    ui.lines(lines);
                }
                ui.failure(&exist(&[&address.to_string()], &words(address, &fields), global).into());
                return Ok(Verdict::Found);
            }
            Err(refusal) => return Err(editor.refused(&refusal).into()),
        }
    };
    let is_missing =
        |field: &&Field| field.required && fields.iter().all(|(given, _)| given.key != field.key);
    let missing: Vec<&Field> = address.table.fields().iter().filter(is_missing).collect();
    let mut retry = words(address, &fields);
    retry.extend(missing.iter().map(|field| format!("{}=VALUE", field.key)));
    let retry = format!("netreg add {address} {}", retry.join(" "));
    let has_source = fields.iter().any(|(field, _)| field.key == "source");
    let next = if has_source { format!("show {address}") } else { format!("set {address} source=URL") };
    let change = Changed {
        edited,
        done: format!("added {address}"),
        next: format!("netreg {next}"),
        retry: (!missing.is_empty()).then_some(retry),
        added: address.table.is_keyed().then(|| address.clone()).into_iter().collect(),
        ..Changed::default()
    };
    editor.save(&change)
}

/// Returns the values of the fields; the date of a published total comes from its address.
fn values(address: &Address, given: &Given<'_>, today: Day) -> Result<Vec<FieldValue>, Problem> {
    let mut fields = Vec::new();
    for (field, words) in given {
        let value =
            input::value(field, words, today).map_err(|problem| problem.at(&assignments::place(field)))?;
        fields.push((*field, value));
    }
    let date = address.table.field("date").filter(|_| address.table == Table::Published);
    let Some((date, value)) = date.zip(Date::parse(&address.key).ok().map(Value::Date)) else {
        return Ok(fields);
    };
    match fields.iter().find(|(field, _)| field.key == date.key) {
        Some((_, other)) if *other != value => {
            Err(Problem::new(format!("the date of `{address}` is given twice, and differs"))
                .help("leave out `date=`: the address contains the date"))
        }
        Some(_) => Ok(fields),
        None => {
            fields.push((date, value));
            Ok(fields)
        }
    }
}

/// Returns the words that give a record these fields, without what its address contains.
fn words(address: &Address, fields: &[FieldValue]) -> Vec<String> {
    let is_own = |field: &Field| address.table == Table::Published && field.key == "date";
    let fields = fields.iter().filter(|(field, _)| !is_own(field));
    fields.flat_map(|(field, value)| as_set(field, value)).collect()
}
