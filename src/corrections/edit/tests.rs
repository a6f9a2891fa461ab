use super::*;

fn event(id: &str, fields: &[(&'static str, &str)]) -> Entry {
    let fields = fields.iter().map(|(key, text)| (*key, Given::Text((*text).to_owned()))).collect();
    Entry { section: Section::Events, name: Some(id.to_owned()), fields }
}

#[test]
fn entries_are_put_where_a_person_would_put_them() {
    let date = || event("aaaa-0001", &[("date", "2025-03-18"), ("note", "as told: twice")]);
    let new = "  - id: aaaa-0001\n    date: 2025-03-18\n    note: \"as told: twice\"\n";
    for (before, after) in [
        ("", format!("events:\n{new}")),
        ("# mine\n", format!("# mine\n\nevents:\n{new}")),
        ("articles:\n  - file: a.txt\n    source: X", format!("articles:\n  - file: a.txt\n    source: X\n\nevents:\n{new}")),
        ("events:\n", format!("events:\n{new}")),
        ("events: []   # none yet\nactors:\n", format!("events:   # none yet\n{new}actors:\n")),
        ("events: ~\n\n# who\nactors:\n", format!("events:\n{new}\n# who\nactors:\n")),
        (
            "events:\n  # an example\n  # - id: x\n\n# who\nactors:\n",
            format!("events:\n  # an example\n  # - id: x\n{new}\n# who\nactors:\n"),
        ),
        (
            "events:\n  - id: b # why\n    hide: x y\n  # the last\n\nactors: []\n",
            format!("events:\n  - id: b # why\n    hide: x y\n  # the last\n{new}\nactors: []\n"),
        ),
        (
            "events:\n- id: b\n  note: |\n    a\n    # b\n\n    c\nactors:\n",
            "events:\n- id: b\n  note: |\n    a\n    # b\n\n    c\n- id: aaaa-0001\n  date: 2025-03-18\n  note: \"as told: \
             twice\"\nactors:\n"
                .to_owned(),
        ),
        ("\u{feff}events:\r\n", format!("\u{feff}events:\r\n{}", new.replace('\n', "\r\n"))),
        // completed
        (
            "events:\n  - id: AAAA-0001   # mine\n    # which day?\n    date: 2025-03   # the month\n  # next\n  - id: b\n    hide: x\n",
            "events:\n  - id: AAAA-0001   # mine\n    # which day?\n    date: 2025-03-18   # the month\n    note: \"as told: \
             twice\"\n  # next\n  - id: b\n    hide: x\n"
                .to_owned(),
        ),
        (
            "events:\n  -\n    id: aaaa-0001\n    date: [2025-03-06, 2025-03-20]\n    title: x",
            "events:\n  -\n    id: aaaa-0001\n    date: 2025-03-18\n    title: x\n    note: \"as told: twice\"\n".to_owned(),
        ),
    ] {
        let edited = edit(before, "events.yaml", &date()).unwrap_or_else(|e| panic!("{before:?}: {e:?}"));
        assert_eq!(edited.text, after, "{before:?}");
        let line = after.trim_start_matches('\u{feff}').lines().nth(edited.line - 1).unwrap();
        assert!(line.to_lowercase().contains("id: aaaa-0001"), "{line}");
        assert_eq!(edited.merged, before.to_lowercase().contains("aaaa-0001"));
        let again = edit(&after, "events.yaml", &date()).unwrap();
        assert_eq!((again.text, again.merged), (after, true), "written twice, it is there once");
    }
}

#[test]
fn roles_and_lists_are_completed() {
    let roles = vec![(Role::Host, vec!["Saudi Arabia".to_owned()]), (Role::Participant, vec!["A: B".to_owned()])];
    let entry = Entry {
        section: Section::Events,
        name: Some("aaaa-0001".into()),
        fields: vec![("actors", Given::Roles(roles)), ("topics", Given::List(vec!["ceasefire".into()]))],
    };
    let before =
        "events:\n  - id: aaaa-0001\n    actors: {participant: [X, Y], mediator: Z} # who\n    topics: [a, b]\n";
    assert_eq!(
        edit(before, "f", &entry).unwrap().text,
        "events:\n  - id: aaaa-0001\n    actors: {participant: [\"A: B\"], host: [Saudi Arabia], mediator: [Z]} # who\n    topics: \
         [ceasefire]\n"
    );
    let more = Given::More(vec!["C D".into(), "E F".into()]);
    let entry = Entry { section: Section::Actors, name: Some("Án X".into()), fields: vec![("aliases", more)] };
    let before = "actors:\n  - name: an x\n    aliases: [C D]\n";
    assert_eq!(edit(before, "f", &entry).unwrap().text, "actors:\n  - name: an x\n    aliases: [C D, E F]\n");
}

#[test]
fn what_is_written_otherwise_is_left_to_the_person() {
    for (before, line) in [
        ("events: [{id: b, hide: x}]\n", 1),
        ("{events: [{id: b, hide: x}]}\n", 1),
        ("# x\nevents:\n  - {id: aaaa-0001, note: x}\n", 3),
        ("events:\n  - id: aaaa-0001\n    note: |\n      a\n      b\n", 3),
        ("events:\n  - id: aaaa-0001\n    note: one\n      two\n", 3),
    ] {
        let problem = edit(before, "events.yaml", &event("aaaa-0001", &[("note", "x")])).unwrap_err();
        assert_eq!(problem.line, Some(line), "{before}: {problem:?}");
    }
}

proptest::proptest! {
    /// However the file looks, all of its lines are still there and in their order.
    #[test]
    fn no_line_is_lost(
        lines in proptest::collection::vec("(events:|articles:|actors:|  - id: [ab]|    note: x|    note: \\||  # c|# c||      d|- id: c|  - file: a|    source: y)", 0..14),
        fresh in proptest::bool::ANY,
    ) {
        let before = lines.join("\n");
        if yaml::parse(&before).1.is_some() {
            return Ok(());
        }
        let id = if fresh { "new" } else { "a" };
        if let Ok(edited) = edit(&before, "f", &event(id, &[("date", "2025-03-18")])) {
            let mut after = edited.text.lines();
            for line in before.lines() {
                assert!(after.any(|l| l == line || l.trim().starts_with("date:")), "{line:?} of {before:?} in {:?}", edited.text);
            }
        }
    }
}
