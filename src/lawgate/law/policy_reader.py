"""The reader of policy files: an expression at a time, over a whitelist. What is not known here is refused with its line."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from lawgate.base import BadInput, Confidence
from lawgate.law import facts, local, rows
from lawgate.law.declare import Fact
from lawgate.law.expr import Expr, all_of, any_of
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Action, Authority, Norm, Territory, where
from lawgate.law.policy_keywords import CLAUSE, POLICY, mistake, outside
from lawgate.law.policy_records import BadPolicy, PolicyCase, PolicyFile

DEEPEST = 60
CLAUSES = ("prohibits", "permits", "requires", "leaves_open", "serves", "duty", "flag")
ON_FACTS = ("one_of", "is_", "has", "has_part", "has_other_than", "before", "by", "after", "from_", "within", "none")
WORDS: dict[str, Any] = {
    "HOLD": HOLD,
    "NOTIFY": NOTIFY,
    "TRANSFER": TRANSFER,
    "INTERVIEW": INTERVIEW,
    "READ": Confidence.READ,
    "SUMMARY": Confidence.SUMMARY,
    "RECALLED": Confidence.RECALLED,
    "DOUBTED": Confidence.DOUBTED,
    "judge_signed": local.judge_signed,
    "convicted_now": rows.convicted_now,
}


class Reader:
    def __init__(self, path: str) -> None:
        self.out = PolicyFile(path)
        self.names: dict[str, Any] = dict(WORDS)
        self.functions: dict[str, Callable[..., Any]] = {
            "where": where,
            "policy": self._policy,
            "case": self._case,
            "any_charge": rows.any_charge,
            "any_prior": rows.any_prior,
            "any_conviction": rows.any_conviction,
            "all_of": all_of,
            "any_of": any_of,
            "date": date,
        }
        self.line = 1

    def refuse(self, what: str, do: str) -> BadPolicy:
        return BadPolicy(what, where=f"{self.out.path}, line {self.line}", do=do)

    # Statements

    def statement(self, node: ast.stmt) -> None:
        self.line = node.lineno
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            return  # the author's own words
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name in WORDS or name in self.functions or name in ("fact", "row"):
                raise self.refuse(f"'{name}' has a meaning of its own", "choose another name")
            self.names[name] = self.value(node.value, 0)
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            self.value(node.value, 0)
            return
        raise self.refuse("this line is no rule", "write NAME = policy(...), NAME.prohibits(...) or case(...)")

    # Expressions

    def value(self, node: ast.expr, depth: int) -> Any:
        self.line = node.lineno
        if depth > DEEPEST:
            raise self.refuse("the condition is nested too deep", "give its parts names of their own")
        found: Callable[[Any, int], Any] | None = getattr(self, f"_{type(node).__name__.lower()}", None)
        if found is None:
            raise self.refuse(
                f"a {type(node).__name__} has no place in a rule", "use facts, words, &, | and ~, as in the example"
            )
        return found(node, depth + 1)

    def _constant(self, node: ast.Constant, _depth: int) -> Any:
        if isinstance(node.value, str | int | bool) or node.value is None:
            return node.value
        raise self.refuse(f"{node.value!r} is no word or whole number", "write a text in quotes, or a whole number")

    def _tuple(self, node: ast.Tuple, depth: int) -> Any:
        return tuple(self.value(x, depth) for x in node.elts)

    def _list(self, node: ast.List, depth: int) -> Any:
        return [self.value(x, depth) for x in node.elts]

    def _dict(self, node: ast.Dict, depth: int) -> Any:
        if any(k is None for k in node.keys):
            raise self.refuse("'**' has no place in a rule", "write out the keys")
        return {self.value(k, depth): self.value(v, depth) for k, v in zip(node.keys, node.values, strict=True) if k}

    def _name(self, node: ast.Name, _depth: int) -> Any:
        if node.id in self.names:
            return self.names[node.id]
        if node.id in ("fact", "row") or node.id in self.functions:
            raise self.refuse(f"'{node.id}' stands alone", f"write {node.id}.NAME or call it")
        raise self.refuse(
            f"'{node.id}' has no meaning", self._near(node.id, [*self.names, *self.functions, "fact", "row"])
        )

    def _attribute(self, node: ast.Attribute, depth: int) -> Any:
        if isinstance(node.value, ast.Name) and node.value.id in ("fact", "row") and node.value.id not in self.names:
            module, kind = (facts, "fact") if node.value.id == "fact" else (rows, "row")
            known = {k: v for k, v in vars(module).items() if isinstance(v, Fact | Expr) and not k.startswith("_")}
            if node.attr not in known:
                raise self.refuse(f"there is no fact '{kind}.{node.attr}'", self._near(node.attr, known, f"{kind}."))
            return known[node.attr]
        held = self.value(node.value, depth)
        if isinstance(held, Fact) and node.attr == "none":
            return self._guarded(lambda: held.none, node.attr)  # type: ignore[attr-defined]  # words and ordered facts have it
        raise self.refuse(
            f"'.{node.attr}' has no place here", "ask a fact with .one_of(...), .has(...), .within(...) or .none"
        )

    def _unaryop(self, node: ast.UnaryOp, depth: int) -> Any:
        part = self.value(node.operand, depth)
        if isinstance(node.op, ast.Invert) and isinstance(part, Expr):
            return ~part
        if isinstance(node.op, ast.USub) and type(part) is int:
            return -part
        raise self.refuse(
            "'not' stands before something that is no condition", "write ~ before a yes/no fact or a question"
        )

    def _binop(self, node: ast.BinOp, depth: int) -> Any:
        left, right = self.value(node.left, depth), self.value(node.right, depth)
        for side in (left, right):
            if isinstance(side, Fact):
                raise self.refuse(
                    f"the fact '{side.name}' is not asked anything", "write it as FACT.one_of(...) or the like"
                )
        if isinstance(left, Expr) and isinstance(right, Expr) and isinstance(node.op, ast.BitAnd | ast.BitOr):
            return left & right if isinstance(node.op, ast.BitAnd) else left | right
        raise self.refuse("only conditions are joined, by & and |", "write (A) & (B), with brackets around each")

    def _boolop(self, _node: ast.BoolOp, _depth: int) -> Any:
        raise self.refuse("'and' and 'or' do not join conditions", "write & and |")

    def _compare(self, _node: ast.Compare, _depth: int) -> Any:
        raise self.refuse("conditions are not compared with signs", "write FACT.one_of(...), .before(...), .from_(...)")

    # Calls

    def _call(self, node: ast.Call, depth: int) -> Any:
        line = node.lineno
        if any(k.arg is None for k in node.keywords) or any(isinstance(a, ast.Starred) for a in node.args):
            raise self.refuse("'*' has no place in a rule", "write out what is meant")
        args = [self.value(a, depth) for a in node.args]
        named = {str(k.arg): self.value(k.value, depth) for k in node.keywords}
        self.line = line
        if isinstance(node.func, ast.Name) and node.func.id in self.functions:
            return self._guarded(lambda: self.functions[node.func.id](*args, **named), node.func.id)  # type: ignore[attr-defined]  # a name
        if isinstance(node.func, ast.Attribute):
            held = self.value(node.func.value, depth)
            self.line = line
            return self._method(held, node.func.attr, args, named)
        shown = node.func.id if isinstance(node.func, ast.Name) else "this"
        raise self.refuse(f"'{shown}' cannot be called", self._near(shown, self.functions))

    def _method(self, held: Any, name: str, args: list[Any], named: dict[str, Any]) -> Any:
        if isinstance(held, Authority):
            return self._clause(held, name, args, named)
        if isinstance(held, Fact) and name in ON_FACTS and hasattr(held, name):
            return self._guarded(lambda: getattr(held, name)(*args, **named), name)
        if isinstance(held, Fact):
            can = ", ".join(f".{m}" for m in ON_FACTS if hasattr(held, m))
            raise self.refuse(f"'{held.name}' ({held.kind}) cannot be asked '.{name}'", f"ask it {can}")
        if isinstance(held, Expr):
            raise self.refuse(f"a yes/no condition cannot be asked '.{name}'", "write it as it stands, or ~ before it")
        raise self.refuse(f"'.{name}' has no place here", "ask a fact, or add a clause to a policy")

    def _clause(self, held: Authority, name: str, args: list[Any], named: dict[str, Any]) -> Norm:
        if name not in CLAUSES:
            raise self.refuse(f"a policy has no clause '.{name}'", self._near(name, CLAUSES, "."))
        if not str(named.get("cite") or "").strip():
            raise self.refuse("the clause has no citation", 'add cite="..." with the number of the paragraph')
        self._said(named, CLAUSE, "a clause")
        if name in ("prohibits", "permits", "requires", "leaves_open") and not (
            len(args) == 1 and isinstance(args[0], Action)
        ):
            raise self.refuse("the clause names no action", "begin it with HOLD, NOTIFY, TRANSFER or INTERVIEW")
        if name in ("serves", "duty", "flag") and not (len(args) == 1 and isinstance(args[0], str) and args[0].strip()):
            raise self.refuse(f"'.{name}' names nothing", 'begin it with a word in quotes, such as "copy-of-request"')
        wrong = outside(held, named.get("since"), named.get("until"))
        if wrong is not None:
            raise self.refuse(*wrong)
        named.setdefault("key", f"{len(held.norms) + 1}")
        made: Norm = self._guarded(lambda: getattr(held, name)(*args, **named), name)
        self.out.lines[made.id] = self.line
        return made

    def _guarded(self, run: Callable[[], Any], name: str) -> Any:
        try:
            return run()
        except BadInput:
            raise
        except ValueError as e:
            raise self.refuse(str(e), "correct it") from e
        except (TypeError, AttributeError, KeyError) as e:
            raise self.refuse(f"'{name}' is written another way ({e})", "see the example in docs/policies.md") from e

    def _said(self, named: dict[str, Any], known: tuple[str, ...], what: str) -> None:
        wrong = mistake(named, known, what)
        if wrong is not None:
            raise self.refuse(*wrong)

    # What a file may make

    def _policy(self, id_: str = "", *, replaces: str = "", **named: Any) -> Authority:
        if not isinstance(id_, str) or not id_.strip():
            raise self.refuse("the policy has no id", 'begin it with one, such as "kern-sheriff-2026"')
        for key, do in (
            ("title", 'title="Kern County Sheriff: detainers"'),
            ("cite", 'cite="Sheriff\'s Policy 4.12"'),
            ("since", 'since="2026-01-01"'),
            ("words", 'words="what it says in one sentence"'),
        ):
            if not isinstance(named.get(key), str) or not named[key].strip():
                said = "no citation" if key == "cite" else f"no {key}"
                raise self.refuse(f"the policy '{id_}' has {said}", f"add {do}")
        if not isinstance(replaces, str):
            raise self.refuse("replaces= is no id of a policy", 'write replaces="local-lasd-2020"')
        territory = named.get("territory")
        if not isinstance(territory, Territory) or not territory.states:
            raise self.refuse(f"the policy '{id_}' names no place", 'add territory=where("CA", counties=("Kern",))')
        self._said(named, POLICY, "a policy")
        if any(p.id == id_ for p in self.out.policies):
            raise self.refuse(f"two policies are called '{id_}'", "give each its own id")
        made = local.policy(id_, **named)
        self.out.policies.append(made)
        self.out.lines[id_] = self.line
        if replaces:
            self.out.replaces[replaces] = id_
        return made

    def _case(self, name: str, *, on: str, given: Mapping[str, Any], **expect: str) -> None:
        if not isinstance(name, str) or not isinstance(on, str) or not isinstance(given, dict):
            raise self.refuse(
                "a case has a name, a day and facts",
                'write case("name", on="2026-01-01", given={...}, hold="prohibited")',
            )
        strange = sorted(set(expect) - {a.value for a in Action})
        if strange or not expect:
            raise self.refuse(
                f"the case '{name}' expects nothing of {strange[0] if strange else 'any action'}",
                'add hold="prohibited"',
            )
        date.fromisoformat(on)
        self.out.cases.append(PolicyCase(name, on, given, expect, self.line))

    @staticmethod
    def _near(word: str, known: Any, lead: str = "") -> str:
        close = get_close_matches(word, [str(k) for k in known], n=1, cutoff=0.5)
        return f"did you mean '{lead}{close[0]}'?" if close else "see docs/policies.md for the words"
