//! `avg init`: a new folder, ready for its first record.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use inquire::MultiSelect;

use crate::folder::found::{self, Around, Site};
use crate::folder::{self, Kind, MARKER, Writer};
use crate::records::{field, flat};
use crate::render::harmless;
use crate::text;
use crate::text::Lang;

use super::{Exit, Session, questions, schema};

/// Make a folder for the records, in git, with everything around it
///
/// Makes avg.toml, the folders, an example of house rules, the schemas with their links for editors, and a git repository
/// where there is none. What is there already stays as it is. The language of the folder is that of --lang.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct InitArgs {
    /// The folder; here when absent
    #[arg(value_name = "DIR")]
    place: Option<PathBuf>,
    /// The name of the organisation
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Where the organisation can be reached on privacy
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Make a hook that refuses a commit that brings something wrong
    #[arg(long)]
    hook: bool,
    /// Make a CI job that runs avg check
    #[arg(long, value_enum, value_name = "WHERE")]
    ci: Vec<Ci>,
}

const EXAMPLES: &str = "Examples:
  avg init
  avg init privacy --name \"Voorbeeld BV\" --email privacy@voorbeeld.example --hook --ci github";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Ci {
    Github,
    Gitlab,
}

/// What is to be made.
struct Plan {
    name: String,
    email: Option<String>,
    hook: bool,
    ci: Vec<Ci>,
}

/// GitLab's one file for all jobs, and ours, which that one includes.
const GITLAB: &str = ".gitlab-ci.yml";
const GITLAB_JOB: &str = ".gitlab/avg.yml";

/// A file of the new folder: its path and its text.
type Made = (String, String);

pub(super) fn run(args: &InitArgs, session: &Session, lang: &mut Lang, out: &mut dyn Write) -> Result<Exit> {
    session.format()?;
    if session.global.rev.is_some() || (args.place.is_some() && !session.global.dirs.is_empty()) {
        return Err(anyhow!(text!(
            "init maakt een map: noem haar één keer, en laat --rev weg",
            "init makes a folder: name it once, and leave out --rev"
        )));
    }
    let dir = args.place.as_ref().or(session.global.dirs.first());
    let root = dir.map_or_else(|| session.edge.cwd.clone(), |dir| session.edge.cwd.join(dir));
    let site = Site::of(&root)?;
    let is_there = site.is_marked;
    let plan = plan(args, session, &root, is_there, *lang)?;
    if !plan.ci.is_empty() {
        refuse_in_a_job(&site.folder)?;
    }
    let folder = site.folder.clone();
    let around = site.found()?;
    if around.is_new {
        writeln!(out, ".git: {}", lang.pick("gemaakt", "made"))?;
    }
    for (path, text) in folder_files(&plan, &root, is_there, *lang)? {
        make(&root, &path, &text, *lang, out)?;
    }
    if plan.hook {
        hook(&around, &folder, *lang, out)?;
    }
    for ci in &plan.ci {
        for (path, text) in job(*ci, &folder) {
            make(&around.top, &path, &text, *lang, out)?;
        }
        if *ci == Ci::Gitlab && !is_included(&around.top) {
            let how = text!(
                "De taak draait pas als {GITLAB} haar insluit: zet daarin onder include: de regel  - local: {GITLAB_JOB}",
                "The job runs once {GITLAB} includes it: add there, under include:, the line  - local: {GITLAB_JOB}"
            );
            writeln!(out, "{}", how.get(*lang))?;
        }
    }
    if args.name.is_none() && !session.edge.interactive && !is_there {
        let name = &plan.name;
        let named = text!(
            "De organisatie heet in {MARKER} naar de map, ‘{name}’: verbeter dat zo nodig.",
            "The organisation is named after the folder in {MARKER}, ‘{name}’: correct that if need be."
        );
        writeln!(out, "{}", harmless(named.get(*lang)))?;
    }
    let next = lang.pick(
        "Nu de eerste registratie: avg new activity, of bij een vermoeden van een datalek avg new incident.",
        "Now the first record: avg new activity, or where a breach is suspected avg new incident.",
    );
    writeln!(out, "{next}")?;
    Ok(Exit::Clean)
}

/// What the organisation goes by where nobody says its name: that of the folder, which is said to be mended.
fn of_folder(root: &Path) -> String {
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "…".to_string())
}

/// The three things that are asked where they are not given.
fn plan(args: &InitArgs, session: &Session, root: &Path, is_there: bool, lang: Lang) -> Result<Plan> {
    let asks = session.edge.interactive && !is_there;
    let name = match &args.name {
        Some(name) => name.clone(),
        // It stands in the file that is there.
        None if is_there => String::new(),
        None if asks => {
            let words = lang.pick("Hoe heet de organisatie?", "What is the organisation called?");
            questions::needed(words)?
        }
        None => of_folder(root),
    };
    let email = match &args.email {
        None if asks => {
            let words = lang.pick(
                "Op welk e-mailadres is zij over privacy te bereiken?",
                "At which email address can it be reached on privacy?",
            );
            questions::sentence(words, lang)?
        }
        email => email.clone(),
    };
    let mut plan = Plan {
        name,
        email,
        hook: args.hook,
        ci: args.ci.clone(),
    };
    if asks && !plan.hook && plan.ci.is_empty() {
        let choices = [
            lang.pick(
                "een hook die een commit met fouten tegenhoudt",
                "a hook that stops a commit with errors",
            ),
            lang.pick("een CI-taak voor GitHub", "a CI job for GitHub"),
            lang.pick("een CI-taak voor GitLab", "a CI job for GitLab"),
        ];
        let words = lang.pick("Wat moet er nog bij?", "What else?");
        let keys = lang.pick(
            "spatie kiest, Enter bevestigt; mag leeg",
            "space chooses, Enter confirms; may be empty",
        );
        let chosen = MultiSelect::new(words, choices.to_vec())
            .with_help_message(keys)
            .raw_prompt_skippable()?
            .unwrap_or_default();
        let is_chosen = |at: usize| chosen.iter().any(|option| option.index == at);
        plan.hook = is_chosen(0);
        plan.ci.extend(
            [(1, Ci::Github), (2, Ci::Gitlab)]
                .into_iter()
                .filter(|(at, _)| is_chosen(*at))
                .map(|(_, ci)| ci),
        );
    }
    Ok(plan)
}

fn folder_files(plan: &Plan, root: &Path, is_there: bool, lang: Lang) -> Result<Vec<Made>> {
    let mut files = vec![(MARKER.to_string(), marker(plan, lang))];
    let missing = Kind::RECORDS
        .into_iter()
        .filter(|kind| !root.join(kind.folder()).exists());
    files.extend(missing.map(|kind| (format!("{kind}/.gitkeep"), String::new())));
    // A folder that is in use gets no norms that nobody asked for.
    if !is_there {
        let example = include_str!("init/huisregels.yaml").to_string();
        files.push(("norms/huisregels.yaml".to_string(), example));
    }
    for kind in Kind::ALL {
        files.push((format!("schemas/{}.json", kind.word()), schema::text(Some(kind))?));
    }
    files.push(("schemas/pack.json".to_string(), schema::text(None)?));
    files.push((".taplo.toml".to_string(), include_str!("init/taplo.toml").to_string()));
    files.push((".gitignore".to_string(), ".avg-*.tmp\n".to_string()));
    Ok(files)
}

/// `avg.toml`: who we are, with comments for what comes next.
fn marker(plan: &Plan, lang: Lang) -> String {
    let name = field::quoted(&plan.name);
    let email = match &plan.email {
        Some(email) => format!("email = {}\n", field::quoted(email)),
        None => "# email = \"privacy@…\"\n".to_string(),
    };
    let (who, officer, officer_name, days) = match lang {
        Lang::Nl => (
            "Wie wij zijn.",
            "De functionaris gegevensbescherming, als die er is (artikel 37).",
            "Functionaris gegevensbescherming",
            "waar dagen beginnen en eindigen",
        ),
        Lang::En => (
            "Who we are.",
            "The data protection officer, if there is one (article 37).",
            "Data protection officer",
            "where days begin and end",
        ),
    };
    let language = lang.name();
    format!(
        "#:schema schemas/organisation.json\n# {who}\n\n[organisation]\nname = {name}\n{email}country = \"NL\"\n\n\
         # {officer}\n# [officer]\n# name = \"{officer_name}\"\n# email = \"…\"\n# registered_with_authority_on = …\n\n\
         [settings]\nlanguage = \"{language}\" # nl | en\ntimezone = \"Europe/Amsterdam\" # {days}\nsoon = \"7 days\"\n"
    )
}

/// Makes a file, or says that it is there.
fn make(root: &Path, path: &str, text: &str, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let is_new = Writer::of(root)?.create(path, text)?;
    say(path, is_new, lang, out)
}

fn say(path: &str, is_new: bool, lang: Lang, out: &mut dyn Write) -> Result<()> {
    let said = match is_new {
        true => lang.pick("gemaakt", "made"),
        false => lang.pick("staat er al; niet gewijzigd", "is there already; not changed"),
    };
    writeln!(out, "{}: {said}", harmless(path))?;
    Ok(())
}

fn hook(around: &Around, folder: &str, lang: Lang, out: &mut dyn Write) -> Result<()> {
    // Between single quotes, as a shell reads it.
    let text = include_str!("init/pre-commit").replace("FOLDER", &folder.replace('\'', "'\\''"));
    let target = around.hooks.join("pre-commit");
    let shown = target
        .strip_prefix(&around.top)
        .unwrap_or(&target)
        .display()
        .to_string();
    let is_new = found::hook(&target, &text)?;
    say(&shown, is_new, lang, out)
}

/// The files of a CI job.
fn job(ci: Ci, folder: &str) -> Vec<Made> {
    // A text of TOML on one line is one of YAML too; in a variable the shell takes it for what it is.
    let here = |template: &str| template.replace("\"FOLDER\"", &flat::quoted(folder));
    match ci {
        Ci::Github => vec![(
            ".github/workflows/avg.yml".to_string(),
            here(include_str!("init/github.yaml")),
        )],
        Ci::Gitlab => vec![
            (GITLAB_JOB.to_string(), here(include_str!("init/gitlab.yaml"))),
            (GITLAB.to_string(), format!("include:\n  - local: {GITLAB_JOB}\n")),
        ],
    }
}

/// Refuses a name that a CI system would not take for what it is: GitHub computes what stands between `${{` and `}}`.
fn refuse_in_a_job(folder: &str) -> Result<()> {
    if !folder.contains(['\n', '\r']) && !folder.contains("${{") {
        return Ok(());
    }
    let folder = flat::quoted(folder);
    Err(anyhow!(text!(
        "de map {folder} kan niet in een CI-taak staan, want in haar naam staat een regeleinde of ${{{{: geef haar een andere naam, of laat --ci weg",
        "the folder {folder} cannot stand in a CI job, for its name has a line break or ${{{{ in it: give it another name, or leave out --ci"
    )))
}

/// Whether GitLab's file for all jobs includes ours.
fn is_included(top: &Path) -> bool {
    let written = folder::read_outside(top, Path::new(GITLAB)).unwrap_or_default();
    let mut lines = written.split(|byte| *byte == b'\n').map(String::from_utf8_lossy);
    lines.any(|line| !line.trim_start().starts_with('#') && line.contains(GITLAB_JOB))
}
