# Makes the table of docs/benchmarks.md from what go test -bench prints: lines of
# a name, a count, and values each followed by its unit.
/^Benchmark/ {
    name = $1
    sub(/^Benchmark/, "", name)
    sub(/-[0-9]+$/, "", name)
    for (i = 3; i < NF; i += 2) v[name, $(i + 1)] = $i
}

# get is a value in the form, or a dash where it was not measured.
function get(name, unit, form) {
    return ((name, unit) in v) ? sprintf(form, v[name, unit]) : "–"
}
function seconds(name) { return ((name, "ns/op") in v) ? sprintf("%.2f s", v[name, "ns/op"] / 1e9) : "–" }
function row(what, ours, beside, ratio, wanted) {
    print "| " what " | " ours " | " beside " | " ratio " | " wanted " |"
}

function draws(db, label, wanted,    n) {
    n = "Draw/" db
    if (!((n, "draw-s") in v)) return
    row("Draw of 10 % of 1,000,000 on " label ", without evidence", get(n, "draw-s", "%.2f s"), "query for whole rows, fetched: " get(n, "query-s", "%.2f s"), get(n, "ratio", "%.2f"), wanted)
    row("… the same", get(n, "draw-s", "%.2f s"), "query for the codes only, fetched: " get(n, "codes-s", "%.2f s"), get(n, "ratio-codes", "%.2f"), wanted)
    row("… stages apart: reading, freeze and commitment, tickets, selection", get(n, "read-s", "%.2f s") ", " get(n, "freeze-s", "%.2f s") ", " get(n, "tickets-s", "%.2f s") ", " get(n, "select-s", "%.2f s"), "", "", "")
    row("… evidence: all ranks, 100,000 teams, digest", get(n, "evidence-s", "%.2f s"), "", "", "")
    row("… as activities: approval with the roster written, reveal with both evidences written", get(n, "approve-s", "%.1f s") ", " get(n, "reveal-s", "%.1f s"), "", "", "")
    row("… most memory: without evidence, with both written", get(n, "draw-MiB", "%.0f MiB") ", " get(n, "written-MiB", "%.0f MiB"), "", "", "")
}

function imports(db, label,    n) {
    n = "Import/" db
    row("Import of a csv of 1,000,000 into " label ": read, checked, saved with search keys", get(n, "import-s", "%.1f s"), "its own bulk load of the file: " get(n, "bulk-s", "%.1f s"), get(n, "ratio", "%.2f"), "≤ 3")
    row("… most memory", get(n, "import-MiB", "%.0f MiB"), "this process during the bulk load: " get(n, "bulk-MiB", "%.0f MiB"), get(n, "ratio-MiB", "%.2f"), "≤ 1,050 MiB")
}

# pages are the figures of a list's first and deep page.
function pages(n, list, unit, form) { return get(n, list "-first-" unit, form) "/" get(n, list "-deep-" unit, form) }
function allPages(n, unit, form,    i, out) {
    for (i = 1; i <= lists; i++) out = out (i > 1 ? ", " : "") pages(n, list[i], unit, form)
    return out
}
function listsOn(db, label,    n) {
    n = "Lists/" db
    row("Page of a list of the API, 100,000 cases beside 100, on " label ": the worst", "", "", get(n, "worst-ratio", "%.2f"), "≤ 1.5")
    row("… first/deep page in ms by number, due; of a stage by number, due; overdue by number, due; of an inspector by number, open by due", allPages(n, "ms", "%.1f"), "", allPages(n, "ratio", "%.2f"), "")
}

function pagesOn(db, label,    n) {
    n = "Pages/" db
    row("Page of the console with 100,000 cases beside what the API answers for it, on " label ": desk, cases, tasks", get(n, "desk-ms", "%.1f") ", " get(n, "cases-ms", "%.1f") ", " get(n, "task-ms", "%.1f ms"), "", get(n, "desk-over-answer", "%.2f") ", " get(n, "cases-over-answer", "%.2f") ", " get(n, "task-over-answer", "%.2f"), "≤ 1.5")
    row("… beside the same page with 100", "", "", get(n, "desk-over-few", "%.2f") ", " get(n, "cases-over-few", "%.2f") ", " get(n, "task-over-few", "%.2f"), "≤ 1.5")
}

function crowd(n) {
    row("… " n " at once", get("Crowd", n "-acts/s", "%.1f") " acts a second; act " get("Crowd", n "-act-p50-ms", "%.0f") ", " get("Crowd", n "-act-p99-ms", "%.0f ms") "; look " get("Crowd", n "-read-p50-ms", "%.0f") ", " get("Crowd", n "-read-p99-ms", "%.0f ms"), "", "", "")
}

END {
    lists = split("number due stage stage-due overdue overdue-due team team-due", list, " ")
    print "| What | Here | Beside it | Ratio | Wanted |"
    print "|---|---|---|---|---|"
    up = ((("Up", "bare-s") in v) ? sprintf("%.1f", v["Up", "used-s"] / v["Up", "bare-s"]) : "–")
    row("Ready after start of the process, existing folder", get("Up", "used-s", "%.2f s"), "embedded server alone, in a running process: " get("Up", "bare-s", "%.2f s"), up, "")
    row("… empty folder: schema, registers, accounts", get("Up", "empty-s", "%.2f s"), "", "", "")
    row("Memory resident at rest", get("Up", "resident-MiB", "%.0f MiB"), "embedded server alone, within the test: " get("Ready/used", "resident-MiB", "%.0f MiB"), "", "")
    row("… after 1,000 cases were opened", get("Up", "grown-MiB", "%.0f MiB"), "", "", "")
    draws("sqlite", "SQLite", "≤ 3")
    draws("mysql", "MariaDB", "≤ 1")
    row("Whole cases a second, 8 at once (" get("Cases", "updates", "%d") " updates, " get("Cases", "activities", "%d") " activities, " get("Cases", "timers", "%d") " timers each)", get("Cases", "cases/s", "%.1f"), "bare workflows of that shape: " get("Cases", "bare/s", "%.1f"), get("Cases", "ratio", "%.2f"), "≥ 0.8")
    row("… on the separate processes, over HTTP (" get("CasesOnProcesses", "updates", "%.0f") " updates, " get("CasesOnProcesses", "activities", "%.0f") " activities; the clock stands)", get("CasesOnProcesses", "cases/s", "%.1f"), "bare workflows of that shape, same server: " get("CasesOnProcesses", "bare/s", "%.1f"), get("CasesOnProcesses", "ratio", "%.2f"), "≥ 0.8")
    row("Act through the HTTP API, one at a time", get("Act", "ms/act", "%.1f ms"), "bare update, one activity, one insert: " get("Act", "ms/update", "%.1f ms"), get("Act", "ratio", "%.2f"), "≤ 1.5")
    row("… of it the proof: signing, checking, looking up the person, sealing", get("Act", "ms/proof", "%.2f ms"), "the act", get("Act", "proof/act", "%.3f"), "≤ 0.03")
    row("Events of an act, mean and most (whole case: " get("Events", "events", "%d") " events, " get("Events", "acts", "%d") " acts)", get("Events", "mean/act", "%.1f") ", " get("Events", "most/act", "%d"), "", "", "≤ 14")
    row("… in a penalty case, filed to paid (" get("PenaltyEvents", "events", "%d") " events, " get("PenaltyEvents", "acts", "%d") " acts)", get("PenaltyEvents", "mean/act", "%.1f") ", " get("PenaltyEvents", "most/act", "%d"), "", "", "≤ 14")
    row("Events of a reminder or a period's end, mean and most of " get("Events", "reminders", "%d"), get("Events", "mean/reminder", "%.1f") ", " get("Events", "most/reminder", "%d"), "", "", "≤ 12")
    row("Verification of the public evidence of 1,000,000", seconds("VerifyPublicMillion"), "reveal: " seconds("RevealMillion"), "", "")
    imports("sqlite", "SQLite")
    imports("mysql", "MariaDB")
    row("… saving alone, on SQLite: all new, the same again, one grade in ten changed", seconds("SaveEntities/first") ", " seconds("SaveEntities/again") ", " seconds("SaveEntities/grades"), "", "", "")
    n = "SearchEntities"
    row("Search among 100,000 entities on SQLite, first page, in ms: by a part of the name, initials, pinyin, a part of the code", get(n, "name-ms", "%.1f") ", " get(n, "initials-ms", "%.1f") ", " get(n, "pinyin-ms", "%.1f") ", " get(n, "code-ms", "%.1f"), "nothing found, all looked through: " get(n, "nothing-ms", "%.1f"), "", "< 100")
    row("Reading and checking 100,000 entities: csv, xlsx", seconds("ReadCSV100k") ", " seconds("ReadXLSX100k"), "", "", "")
    listsOn("sqlite", "SQLite")
    listsOn("mysql", "MariaDB")
    pagesOn("sqlite", "SQLite")
    pagesOn("mysql", "MariaDB")
    row("Cases opened from one task: " get("Opening", "cases", "%d") " workflows started, all notices made out", get("Opening", "started-s", "%.0f s") ", " get("Opening", "noticed-s", "%.0f s") " (" get("Opening", "ms/case", "%.0f ms") " a case)", "", "", "")
    row("… most pending in the task: activities, children; its events", get("Opening", "activities", "%d") ", " get("Opening", "children", "%d") "; " get("Opening", "events", "%d"), "", "", "≤ 2,000 each")
    row("… memory of server and office together: most, afterwards", get("Opening", "peak-MiB", "%.0f MiB") ", " get("Opening", "resident-MiB", "%.0f MiB"), "", "", "")
    row("Clients closing cases over HTTP, a look before each act: median and 99th percentile", "", "", "", "")
    crowd(1); crowd(10); crowd(100)
    row("300 acts at once, standard limits: done at the first try, refused", get("Crowd", "rush-done", "%d") ", " get("Crowd", "rush-refused", "%d"), "", "", "")
    row("… 99th percentile of these, of the refusals; all done after", get("Crowd", "rush-done-p99-ms", "%.0f ms") ", " get("Crowd", "rush-refused-p99-ms", "%.0f ms") "; " get("Crowd", "rush-all-s", "%.1f s"), "", "", "")
    row("Flood of 3,000 looks by one account, standard limits: answered, refused", get("Crowd", "answered", "%d") ", " get("Crowd", "refused", "%d"), "", "", "")
    row("… 99th percentile of the answers, of the refusals; an act right after it", get("Crowd", "answered-p99-ms", "%.0f ms") ", " get("Crowd", "refused-p99-ms", "%.0f ms") "; " get("Crowd", "recovered-ms", "%.0f ms"), "", "", "")
}
