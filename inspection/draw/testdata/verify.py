#!/usr/bin/env python3
"""A second verifier of draw evidence, written from docs/draw.md alone.

    verify.py [--published HASH] FILE...

Prints one line for each file, "ok FILE" or "refused FILE: first difference",
and exits with 1 if any file was refused. Standard library only.
"""

import hashlib
import hmac
import json
import re
import sys
from datetime import datetime


class Refused(Exception):
    pass


def refuse_unless(condition, message, *args):
    if not condition:
        raise Refused(message % args)


# --- section 1: encoding -----------------------------------------------------

def encode(*fields):
    out = bytearray()
    for field in fields:
        if isinstance(field, int):
            field = str(field)
        if isinstance(field, str):
            field = field.encode("utf-8")
        out += len(field).to_bytes(4, "big") + field
    return bytes(out)


def H(domain, *fields):
    return hashlib.sha256(encode(domain, *fields)).digest()


def M(key, domain, *fields):
    return hmac.new(key, encode(domain, *fields), hashlib.sha256).digest()


def C(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def raw(hexadecimal):
    return bytes.fromhex(hexadecimal)


# --- section 8: members and types --------------------------------------------

def pattern(regex):
    compiled = re.compile(regex)

    def check(value, where):
        refuse_unless(isinstance(value, str) and compiled.fullmatch(value), "%s: wrong form", where)
    return check


hash_ = pattern("[0-9a-f]{64}")
salt16 = pattern("[0-9a-f]{32}")
salt_any = pattern("([0-9a-f]{2})+")
string = pattern(r"[\s\S]*")


def text(value, where):
    string(value, where)
    refuse_unless(1 <= len(value.encode("utf-8")) <= 1000, "%s: text too short or too long", where)
    refuse_unless(not any(c < " " or c == "\x7f" for c in value), "%s: control character", where)


def text_or_empty(value, where):
    if value != "":
        text(value, where)


def day(value, where):
    pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(value, where)
    parse_time(value, "%Y-%m-%d", where)


def instant(value, where):
    pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")(value, where)
    parse_time(value, "%Y-%m-%dT%H:%M:%S.%fZ", where)


def parse_time(value, layout, where):
    # Python's calendar begins with the year 1; the year 0 is a leap year.
    if value.startswith("0000"):
        value = "2000" + value[4:]
    try:
        moment = datetime.strptime(value, layout)
    except ValueError:
        raise Refused("%s: no such time" % where) from None
    refuse_unless(moment.second < 60, "%s: no such time", where)


def ratio(value, where):
    pattern("(0|[1-9][0-9]*)/[1-9][0-9]*")(value, where)
    num, den = (int(part) for part in value.split("/"))
    refuse_unless(num <= den <= 10**9, "%s: ratio out of range", where)
    a, b = num, den
    while b:
        a, b = b, a % b
    refuse_unless(a == 1, "%s: ratio not in lowest terms", where)


def integer(least, most):
    def check(value, where):
        refuse_unless(type(value) is int and least <= value <= most, "%s: no integer from %d to %d", where, least, most)
    return check


number = integer(0, 2**53 - 1)


def boolean(value, where):
    refuse_unless(type(value) is bool, "%s: not true or false", where)


def one_of(*words):
    def check(value, where):
        refuse_unless(isinstance(value, str) and value in words, "%s: unknown word", where)
    return check


def array(item, least=0, most=10**9):
    def check(value, where):
        refuse_unless(type(value) is list, "%s: not an array", where)
        refuse_unless(least <= len(value) <= most, "%s: wrong number of elements", where)
        for i, element in enumerate(value):
            item(element, "%s[%d]" % (where, i + 1))
    return check


class Optional:
    """A member that is left out exactly when it has no value."""

    def __init__(self, check):
        self.check = check


def present(value):
    return value not in ("", []) and not (isinstance(value, str) and re.fullmatch("0{64}", value))


def members(**schema):
    def check(value, where):
        refuse_unless(type(value) is dict, "%s: not an object", where)
        for name in value:
            refuse_unless(name in schema, "%s.%s: unknown member", where, name)
        for name, rule in schema.items():
            here = "%s.%s" % (where, name)
            if isinstance(rule, Optional):
                if name in value:
                    refuse_unless(present(value[name]), "%s: optional member without value", here)
                    rule.check(value[name], here)
            else:
                refuse_unless(name in value, "%s: missing", here)
                rule(value[name], here)
    return check


BILLION = 10**9
REASONS = ("", "clear_lead", "cap_reached", "open_case")
ABSENCES = ("inactive", "on_leave", "certificate_expired", "speciality", "employer", "recused", "load")

SHARED = dict(
    algorithm=one_of("ssj-draw-1"),
    attendance=one_of("witnessed", "unsealed", "unattended"),
    cases=array(members(
        excluded=Optional(array(number)), no_team=Optional(one_of("too_few", "no_lead")), number=string,
        position=number, rank=number, stratum=number, team=Optional(array(number)))),
    commitment=members(
        algorithm=one_of("ssj-draw-1"), draw=integer(1, BILLION), hash=hash_, inspectors_hash=hash_,
        nonce_hash=hash_, roster_hash=hash_, rules_hash=hash_, task=text, time=instant),
    digest=hash_,
    entries=array(members(
        name=text, source=one_of("sealed", "clerk", "command"), value=Optional(text), opened_at=Optional(instant),
        seal=Optional(hash_), sealed_at=Optional(instant), salt=Optional(salt_any))),
    extent=one_of("full", "public"),
    format=one_of("ssj-evidence-1"),
    inspectors=Optional(array(members(certificate=text, department=text, detail=hash_), most=100000)),
    nonce=Optional(hash_),
    outcome=one_of("drawn", "void"),
    quotas=members(
        kinds=array(members(base=number, eligible=number, kind=text, quota=number, shortfall=number, target=number)),
        strata=array(members(base=integer(0, BILLION), eligible=number, kind=number, quota=number, stratum=number,
                             target=number, weight=number))),
    ranks=array(members(positions=array(number), stratum=number)),
    revealed_at=Optional(instant),
    roster=array(members(detail=hash_, eligible=boolean, label=hash_, stratum=number)),
    rules=members(
        conditions=array(members(text=Optional(text), hash=Optional(hash_))),
        first_case=integer(1, BILLION), initiating=text, joint=boolean,
        kinds=array(members(kind=text, ratio=Optional(ratio), grade_ratios=Optional(array(ratio)),
                            ungraded_ratio=Optional(ratio), specialities=Optional(array(text))), 1, 100),
        scale=array(members(hash=hash_, weight=integer(1, 10**6)), 0, 100),
        team_size=integer(2, 100), visit_until=day, way=one_of("one_ratio", "per_grade"), witnesses=integer(0, 100)),
    seed=Optional(hash_),
    void=Optional(members(time=instant, witnesses=array(members(
        name=text, reason=one_of("seal_not_opened", "seal_mismatch"))))),
)

NAME = members(salt=salt16, text=text)

FULL = members(
    inside=members(
        exclusions=array(array(one_of(*ABSENCES))),
        inspectors=array(members(active=boolean, capacity=integer(0, BILLION), employer=text_or_empty,
                                 on_leave=boolean, recused=array(text), salt=salt16, specialities=array(text),
                                 valid_until=day)),
        names=members(conditions=array(NAME), scale=array(NAME)),
        roster=array(members(code=text, detail_salt=salt16, grade=string, kind=string, reason=one_of(*REASONS),
                             salt=salt16))),
    **SHARED)

PUBLIC = members(
    openings=Optional(array(members(code=text, position=number, salt=salt16))),
    shows=members(drawn=boolean, teams=boolean),
    **SHARED)


def load(data):
    try:
        value = json.loads(data.decode("utf-8"))
        canonical = C(value)
    except (ValueError, RecursionError) as fault:
        raise Refused("not JSON: %s" % fault) from None
    refuse_unless(canonical == data, "not the canonical text")
    refuse_unless(type(value) is dict, "not an object")
    (FULL if value.get("extent") == "full" else PUBLIC)(value, "evidence")
    return value


# --- section 9: the steps ----------------------------------------------------

class Verifier:
    def __init__(self, evidence):
        self.e = evidence
        self.rules = evidence["rules"]
        self.full = evidence["extent"] == "full"
        self.teams_shown = self.full or evidence["shows"]["teams"]

    def run(self):
        self.check_rules()
        self.number_strata()
        if self.full:
            self.check_names()
        self.check_roster()
        self.check_inspectors()
        self.check_quotas()
        self.check_commitment()
        self.check_entries()
        if self.e["outcome"] == "void":
            self.check_void()
        else:
            self.check_drawn()
        rest = {name: value for name, value in self.e.items() if name != "digest"}
        refuse_unless(hashlib.sha256(C(rest)).hexdigest() == self.e["digest"], "digest differs")

    def check_rules(self):
        kinds = [k["kind"] for k in self.rules["kinds"]]
        refuse_unless(len(set(kinds)) == len(kinds), "a kind stands twice in the rules")
        for c in self.rules["conditions"]:
            refuse_unless(len(c) == 1, "a condition needs a text or a hash")
        for k in self.rules["kinds"]:
            given = set(k) - {"kind", "specialities"}
            if self.rules["way"] == "one_ratio":
                refuse_unless(given == {"ratio"}, "kind %s needs one ratio", k["kind"])
            else:
                refuse_unless("ratio" not in given and "ungraded_ratio" in given, "kind %s: ratios", k["kind"])
                refuse_unless(len(k.get("grade_ratios", [])) == len(self.rules["scale"]), "kind %s: grade ratios", k["kind"])

    def number_strata(self):
        """self.strata[number - 1] = (index of kind, index of grade or None)"""
        n = len(self.rules["scale"])
        grades = []
        for g in reversed(range(n)):
            grades.append(g)
            if g == n // 2:
                grades.append(None)
        if n == 0:
            grades = [None]
        self.strata = [(k, g) for k in range(len(self.rules["kinds"])) for g in grades]

    def weight(self, stratum):
        scale, grade = self.rules["scale"], stratum[1]
        if not scale:
            return 1
        return scale[len(scale) // 2 if grade is None else grade]["weight"]

    def check_names(self):
        names = self.e["inside"]["names"]
        closed = [c["hash"] for c in self.rules["conditions"] if "hash" in c]
        for label, given, hashes in (("grade", names["scale"], [g["hash"] for g in self.rules["scale"]]),
                                     ("condition", names["conditions"], closed)):
            refuse_unless(len(given) == len(hashes), "number of names (%s)", label)
            for n, want in zip(given, hashes):
                refuse_unless(H("name", label, raw(n["salt"]), n["text"]).hex() == want, "name of a %s", label)
        texts = [n["text"] for n in names["scale"]]
        refuse_unless(len(set(texts)) == len(texts), "two grades have one name")

    def check_roster(self):
        roster = self.e["roster"]
        hashed = hashlib.sha256(encode("roster", len(roster)))
        for i, line in enumerate(roster):
            refuse_unless(1 <= line["stratum"] <= len(self.strata), "roster line %d: stratum", i + 1)
            refuse_unless(i == 0 or roster[i - 1]["label"] < line["label"], "roster line %d: order", i + 1)
            hashed.update(encode(raw(line["label"]), raw(line["detail"]), line["stratum"], "1" if line["eligible"] else "0"))
        if self.full:
            self.check_roster_inside()
        refuse_unless(hashed.hexdigest() == self.e["commitment"]["roster_hash"], "roster_hash differs")

    def check_roster_inside(self):
        roster, inside = self.e["roster"], self.e["inside"]["roster"]
        refuse_unless(len(inside) == len(roster), "number of roster lines inside")
        kinds = {k["kind"]: i for i, k in enumerate(self.rules["kinds"])}
        grades = {n["text"]: i for i, n in enumerate(self.e["inside"]["names"]["scale"])}
        grades[""] = None
        seen = set()
        for i, (line, own) in enumerate(zip(roster, inside)):
            where = "roster line %d: " % (i + 1)
            refuse_unless(own["code"] not in seen, where + "code occurs twice")
            seen.add(own["code"])
            refuse_unless(own["kind"] in kinds and own["grade"] in grades, where + "kind or grade")
            refuse_unless(self.strata[line["stratum"] - 1] == (kinds[own["kind"]], grades[own["grade"]]), where + "stratum")
            refuse_unless(line["eligible"] == (own["reason"] == ""), where + "eligible")
            refuse_unless(H("label", raw(own["salt"]), own["code"]).hex() == line["label"], where + "label")
            detail = H("detail", raw(own["detail_salt"]), own["code"], own["kind"], own["grade"], own["reason"])
            refuse_unless(detail.hex() == line["detail"], where + "detail")

    def check_inspectors(self):
        self.inspectors = self.e.get("inspectors", [])
        if not self.teams_shown:
            refuse_unless(not self.inspectors, "inspectors are shown although teams are not")
            return
        fields = [len(self.inspectors)]
        for i, line in enumerate(self.inspectors):
            refuse_unless(i == 0 or self.inspectors[i - 1]["certificate"].encode() < line["certificate"].encode(),
                          "inspector %d: order", i + 1)
            fields += [line["certificate"], line["department"], raw(line["detail"])]
        if self.full:
            inside = self.e["inside"]["inspectors"]
            refuse_unless(len(inside) == len(self.inspectors), "number of inspectors inside")
            for i, (line, own) in enumerate(zip(self.inspectors, inside)):
                facts = {name: value for name, value in own.items() if name != "salt"}
                refuse_unless(H("inspector-detail", raw(own["salt"]), C(facts)).hex() == line["detail"], "inspector %d: detail", i + 1)
        refuse_unless(H("inspectors", *fields).hex() == self.e["commitment"]["inspectors_hash"], "inspectors_hash differs")

    def check_quotas(self):
        quotas = self.e["quotas"]
        refuse_unless(len(quotas["strata"]) == len(self.strata), "number of strata in the quotas")
        lines, base, eligible = ([0] * len(self.strata) for _ in range(3))
        for i, line in enumerate(self.e["roster"]):
            at = line["stratum"] - 1
            lines[at] += 1
            eligible[at] += line["eligible"]
            if self.full:
                base[at] += self.e["inside"]["roster"][i]["reason"] != "clear_lead"
        if not self.full:
            base = [s["base"] for s in quotas["strata"]]
            for i in range(len(base)):
                refuse_unless(eligible[i] <= base[i] <= lines[i], "stratum %d: base", i + 1)
        want = self.compute_quotas(base, eligible)
        for got, expected in zip(quotas["strata"], want["strata"]):
            refuse_unless(got == expected, "quota of stratum %d", expected["stratum"])
        refuse_unless(quotas == want, "quotas of the kinds")

    def compute_quotas(self, base, eligible):
        strata = [dict(base=base[i], eligible=eligible[i], kind=s[0] + 1, quota=0, stratum=i + 1, target=0,
                       weight=self.weight(s)) for i, s in enumerate(self.strata)]
        kinds = []
        for k, kind in enumerate(self.rules["kinds"]):
            own = [s for s in strata if s["kind"] == k + 1]
            total = sum(s["base"] for s in own)
            refuse_unless(total <= BILLION, "base of kind %s", kind["kind"])
            if self.rules["way"] == "per_grade":
                for s in own:
                    grade = self.strata[s["stratum"] - 1][1]
                    r = kind["ungraded_ratio"] if grade is None else kind["grade_ratios"][grade]
                    s["target"] = ceiling(s["base"], r)
                    s["quota"] = min(s["target"], s["eligible"])
                target = sum(s["target"] for s in own)
            else:
                target = ceiling(total, kind["ratio"])
                split(own, target)
            quota = sum(s["quota"] for s in own)
            kinds.append(dict(base=total, eligible=sum(s["eligible"] for s in own), kind=kind["kind"], quota=quota,
                              shortfall=target - quota, target=target))
        return dict(kinds=kinds, strata=strata)

    def check_commitment(self):
        c = self.e["commitment"]
        refuse_unless(H("rules", C(self.rules), C(self.e["quotas"])).hex() == c["rules_hash"], "rules_hash differs")
        if self.e["outcome"] == "drawn":
            refuse_unless("nonce" in self.e, "nonce missing")
            refuse_unless(H("nonce", raw(self.e["nonce"])).hex() == c["nonce_hash"], "nonce_hash differs")
        want = H("commitment", "ssj-draw-1", c["task"], c["draw"], raw(c["roster_hash"]), raw(c["inspectors_hash"]),
                 raw(c["rules_hash"]), raw(c["nonce_hash"]))
        refuse_unless(want.hex() == c["hash"], "commitment hash differs")

    def check_entries(self):
        entries = self.e["entries"]
        refuse_unless(len(entries) >= self.rules["witnesses"], "too few witnesses")
        start = last_seal = self.e["commitment"]["time"]
        for i, x in enumerate(entries):
            refuse_unless(i == 0 or entries[i - 1]["name"].encode() < x["name"].encode(), "entry %d: order", i + 1)
            opened = "opened_at" in x
            refuse_unless(opened == ("value" in x), "entry %d: value and opened_at", i + 1)
            if x["source"] == "sealed":
                refuse_unless("seal" in x and "sealed_at" in x, "entry %d: seal", i + 1)
                refuse_unless(opened == ("salt" in x), "entry %d: salt", i + 1)
                refuse_unless(not opened or 16 <= len(raw(x["salt"])) <= 64, "entry %d: length of salt", i + 1)
                refuse_unless(x["sealed_at"] >= start, "entry %d: sealed before the commitment", i + 1)
                last_seal = max(last_seal, x["sealed_at"])
            else:
                refuse_unless(opened and not {"seal", "sealed_at", "salt"} & set(x), "entry %d: source", i + 1)
        for i, x in enumerate(entries):
            refuse_unless(x.get("opened_at", last_seal) >= last_seal, "entry %d: opened before the last seal", i + 1)
        sealed = all(x["source"] == "sealed" for x in entries)
        want = "unattended" if not entries else "witnessed" if sealed else "unsealed"
        refuse_unless(self.e["attendance"] == want, "attendance")

    def seal_faults(self):
        faults = []
        for x in self.e["entries"]:
            if "opened_at" not in x:
                faults.append(dict(name=x["name"], reason="seal_not_opened"))
            elif x["source"] == "sealed":
                seal = H("seal", raw(self.e["commitment"]["hash"]), x["name"], x["value"], raw(x["salt"]))
                if seal.hex() != x["seal"]:
                    faults.append(dict(name=x["name"], reason="seal_mismatch"))
        return faults

    def check_void(self):
        e = self.e
        refuse_unless("void" in e, "void missing")
        refuse_unless(not {"nonce", "seed", "revealed_at", "openings"} & set(e), "a void draw has no outcome")
        refuse_unless(self.full or not e["shows"]["drawn"], "a void draw shows nobody drawn")
        refuse_unless(not e["ranks"] and not e["cases"], "a void draw has no ranks and no cases")
        refuse_unless(not self.full or not e["inside"]["exclusions"], "a void draw has no teams")
        faults = self.seal_faults()
        refuse_unless(faults and faults == e["void"]["witnesses"], "reasons of the void draw")
        times = [e["commitment"]["time"]] + [x[n] for x in e["entries"] for n in ("sealed_at", "opened_at") if n in x]
        refuse_unless(max(times) <= e["void"]["time"], "time of the void draw")

    def check_drawn(self):
        e = self.e
        refuse_unless("void" not in e and "seed" in e and "revealed_at" in e, "members of a draw")
        for fault in self.seal_faults():
            raise Refused("%s: %s" % (fault["reason"], fault["name"]))
        times = [e["commitment"]["time"]] + [x["opened_at"] for x in e["entries"]]
        refuse_unless(max(times) <= e["revealed_at"], "time of the reveal")
        said = [field for x in e["entries"] for field in (x["name"], x["value"])]
        self.seed = H("seed", raw(e["commitment"]["hash"]), raw(e["nonce"]), *said)
        refuse_unless(self.seed.hex() == e["seed"], "seed differs")
        self.check_ranks()
        self.check_teams()
        if not self.full:
            self.check_openings()

    def check_ranks(self):
        e = self.e
        tickets = [[] for _ in self.strata]
        for i, line in enumerate(e["roster"]):
            if line["eligible"]:
                ticket = M(self.seed, "entity", line["stratum"], raw(line["label"]))
                tickets[line["stratum"] - 1].append((ticket, i + 1))
        ranks = [dict(positions=[p for _, p in sorted(own)], stratum=n + 1) for n, own in enumerate(tickets)]
        refuse_unless(len(ranks) == len(e["ranks"]), "number of rankings")
        for got, want in zip(e["ranks"], ranks):
            refuse_unless(got == want, "ranks of stratum %d", want["stratum"])
        self.cases = []
        for r, q in zip(ranks, e["quotas"]["strata"]):
            for rank, position in enumerate(r["positions"][:q["quota"]], 1):
                number_ = "%s-%04d" % (e["commitment"]["task"], self.rules["first_case"] + len(self.cases))
                self.cases.append(dict(number=number_, position=position, rank=rank, stratum=r["stratum"]))
        refuse_unless(len(self.cases) == len(e["cases"]), "number of cases")
        for got, want in zip(e["cases"], self.cases):
            refuse_unless(all(got[name] == want[name] for name in want), "case %s", want["number"])

    def check_teams(self):
        e = self.e
        if not self.teams_shown:
            refuse_unless(all(not {"team", "excluded", "no_team"} & set(c) for c in e["cases"]), "teams are shown")
            return
        used = [0] * len(self.inspectors)
        exclusions = []
        for got, want in zip(e["cases"], self.cases):
            if self.full:
                why = [self.absence(i, want, used[i]) for i in range(len(used))]
                out = {i for i, reason in enumerate(why) if reason}
                exclusions.append([reason for reason in why if reason])
            else:
                out = {p - 1 for p in got.get("excluded", [])}
                refuse_unless(all(0 <= i < len(used) for i in out), "case %s: excluded", want["number"])
            refuse_unless(got.get("excluded", []) == [i + 1 for i in sorted(out)], "case %s: excluded", want["number"])
            team, none = self.team(want["number"], out)
            for i in team:
                used[i] += 1
            refuse_unless(got.get("team", []) == [i + 1 for i in team], "case %s: team", want["number"])
            refuse_unless(got.get("no_team", "") == none, "case %s: no_team", want["number"])
        if self.full:
            refuse_unless(e["inside"]["exclusions"] == exclusions, "reasons of exclusions")

    def absence(self, i, case, used):
        facts = self.e["inside"]["inspectors"][i]
        code = self.e["inside"]["roster"][case["position"] - 1]["code"]
        asked = self.rules["kinds"][self.strata[case["stratum"] - 1][0]].get("specialities", [])
        if not facts["active"]:
            return "inactive"
        if facts["on_leave"]:
            return "on_leave"
        if facts["valid_until"] < self.rules["visit_until"]:
            return "certificate_expired"
        if asked and not set(asked) & set(facts["specialities"]):
            return "speciality"
        if facts["employer"] != "" and facts["employer"] == code:
            return "employer"
        if code in facts["recused"]:
            return "recused"
        if used >= facts["capacity"]:
            return "load"
        return ""

    def team(self, case_number, out):
        ranked = sorted((M(self.seed, "inspector", case_number, line["certificate"]), i)
                        for i, line in enumerate(self.inspectors) if i not in out)
        order = [i for _, i in ranked]
        if len(order) < self.rules["team_size"]:
            return [], "too_few"
        initiating = [i for i in order if self.inspectors[i]["department"] == self.rules["initiating"]]
        others = [i for i in order if i not in initiating]
        if not initiating:
            return [], "no_lead"
        chosen = {initiating[0]}
        if self.rules["joint"]:
            chosen.update(others[:1])
        for i in order:
            if len(chosen) < self.rules["team_size"]:
                chosen.add(i)
        return [initiating[0]] + [i for i in order if i in chosen and i != initiating[0]], ""

    def check_openings(self):
        openings = self.e.get("openings", [])
        if not self.e["shows"]["drawn"]:
            refuse_unless(not openings, "openings are shown")
            return
        refuse_unless(len(openings) == len(self.cases), "number of openings")
        for o, case in zip(openings, self.cases):
            refuse_unless(o["position"] == case["position"], "opening of case %s: position", case["number"])
            label = H("label", raw(o["salt"]), o["code"]).hex()
            refuse_unless(label == self.e["roster"][o["position"] - 1]["label"], "opening of case %s", case["number"])


# --- section 3 ---------------------------------------------------------------

def ceiling(n, ratio_text):
    num, den = (int(part) for part in ratio_text.split("/"))
    return (n * num + den - 1) // den


def split(own, target):
    still_open = [s for s in own if s["base"] > 0]
    left, first = target, True
    while left > 0 and still_open:
        total = sum(s["base"] * s["weight"] for s in still_open)
        shares, remainders = [], []
        for s in still_open:
            share, remainder = divmod(left * s["base"] * s["weight"], total)
            shares.append(share)
            remainders.append(remainder)
        by_remainder = sorted(range(len(still_open)), key=lambda i: (-remainders[i], i))
        for i in by_remainder[:left - sum(shares)]:
            shares[i] += 1
        left = 0
        for s, share in zip(still_open, shares):
            if first:
                s["target"] = share
            taken = min(share, s["eligible"] - s["quota"])
            s["quota"] += taken
            left += share - taken
        still_open = [s for s in still_open if s["quota"] < s["eligible"]]
        first = False


def main(arguments):
    published = None
    if arguments[:1] == ["--published"]:
        published, arguments = arguments[1], arguments[2:]
    if not arguments:
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8")
    refused = False
    for path in arguments:
        try:
            with open(path, "rb") as file:
                evidence = load(file.read())
            refuse_unless(published in (None, evidence["commitment"]["hash"]), "another commitment was published")
            Verifier(evidence).run()
            print("ok", path)
        except Refused as why:
            refused = True
            print("refused %s: %s" % (path, why))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
