"""Member types and constraints, and how their violations are told."""

import re

from .messages import Refusal
from .shapes import ACCOUNT_PATTERN, NAME_PATTERN, OPERATIONS

# Marks that a name may not have, by the defect that lets each in.
MARKS = {
    "tilde": "~", "dollar-sign": "$", "opening-parenthesis": "(", "closing-parenthesis": ")",
    "ampersand": "&", "equal-sign": "=", "semicolon": ";", "apostrophe": "'", "less-than-sign": "<",
    "greater-than-sign": ">", "question-mark": "?", "opening-bracket": "[", "closing-bracket": "]",
    "opening-brace": "{", "closing-brace": "}", "bar": "|",
    "caret": "^", "backquote": "`", "null-character": "\0",
    "carriage-return": "\r", "delete-character": "\x7F", "no-break-space": "\u00A0",
}


class Constraints:
    """Turns the members of a request into checked values, or refuses with every violation at once."""

    def typed(self, operation, members):
        known = {member.name: member for member in OPERATIONS[operation]}
        if self.broken("member-case-ignored"):
            exact = {name.lower(): name for name in known}
            members = {exact.get(name.lower(), name): value for name, value in members.items()}
        if self.broken("unknown-members-refused") and set(members) - set(known):
            raise Refusal("SerializationException")
        if self.broken("unknown-members-are-validation") and set(members) - set(known):
            raise Refusal("ValidationException", "1 validation error detected: unknown member")
        if self.broken("null-is-text"):
            members = {name: "null" if value is None else value for name, value in members.items()}
        if self.broken("null-is-serialization") and None in members.values():
            raise Refusal("SerializationException", "null", member="Message")
        if self.broken("describe-reads-numbers") and operation.startswith("Describe") \
                or self.broken("delete-reads-numbers") and operation.startswith("Delete"):
            members = {name: str(value) if isinstance(value, int) else value
                       for name, value in members.items()}
        if self.broken("describe-refuses-unknown-members") and operation.startswith("Describe") \
                and set(members) - set(known):
            raise Refusal("SerializationException")
        return self.converted_members(OPERATIONS[operation], members)

    def converted_members(self, shape, members):
        """The members that the shape knows and that have a value, each of its type."""
        return {member.name: self.converted(member, members[member.name])
                for member in shape if members.get(member.name) is not None}

    def converted(self, member, value):
        if member.kind == "object" and isinstance(value, dict):
            return self.converted_members(member.inner, value)
        if member.kind == "list" and isinstance(value, list):
            return [self.converted(member.inner, item) for item in value if item is not None]
        if member.kind == "timestamp" and type(value) in (int, float):
            return value
        if member.kind == "timestamp" and isinstance(value, str) and self.broken("event-times-are-texts-too"):
            return value
        if member.kind == "integer":
            if isinstance(value, int) and not isinstance(value, bool):
                return value
            if self.broken("limit-may-be-a-text") and isinstance(value, str) and value.isdigit():
                return int(value)
            raise Refusal("SerializationException", "not an integer", member="Message")
        if member.kind != "string":
            if self.broken("event-may-be-a-text") and isinstance(value, str) and member.kind == "object":
                return {}
            if self.broken("events-may-be-an-object") and isinstance(value, dict):
                return [self.converted(member.inner, value)]
            raise Refusal("SerializationException", f"expected a {member.kind}", member="Message")
        if isinstance(value, dict) and member.name == "Detail" \
                and self.broken("event-detail-may-be-an-object"):
            return "{}"
        if isinstance(value, str):
            return value
        if self.broken("number-as-string") and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if self.broken("boolean-as-string") and isinstance(value, bool):
            return "true" if value else "false"
        if self.broken("wrong-type-is-validation"):
            raise Refusal("ValidationException", "1 validation error detected: wrong type")
        if self.broken("wrong-type-is-500"):
            raise Refusal("InternalException", "internal", 500)
        if self.broken("list-unwrapped") and isinstance(value, list) and len(value) == 1:
            return value[0]
        if self.broken("object-is-missing") and isinstance(value, dict):
            return ""
        java = {bool: "class java.lang.Boolean", dict: "Start of structure or map", list: "Start of list"}
        text = java.get(type(value), "class java.lang.Number") + " can not be converted to an String"
        raise Refusal("SerializationException", text, member="Message")

    def validate(self, operation, members):
        found = self.violations(operation, OPERATIONS[operation], members, "")
        if found:
            self.report(found)

    def violations(self, operation, shape, members, before):
        """Every violation among the members: its path in the model's spelling, the value, the sentence."""
        found = []
        for member in shape:
            if self.skips_validation(operation, member.name):
                continue
            path, value = before + member.name, members.get(member.name)
            if self.broken("blank-is-missing") and isinstance(value, str) and value.isspace():
                value = None
            if value is not None:
                found += self.value_violations(operation, member, path, value)
            elif member.required and not self.broken(f"missing-{member.name.lower()}-accepted"):
                found.append((path, None, "Member must not be null"))
        return found

    def value_violations(self, operation, member, path, value):
        name, kind, least, most, pattern = member.name, member.kind, member.least, member.most, member.pattern
        if kind == "timestamp":
            return []
        if kind == "object":
            if self.broken("nested-members-unchecked"):
                return []
            return self.violations(operation, member.inner, value, path + ".")
        if kind == "integer":
            if value < least and not self.broken("limit-0-accepted"):
                return [(path, value, f"Member must have value greater than or equal to {least}")]
            if value > most and not self.broken("limit-101-accepted"):
                return [(path, value, f"Member must have value less than or equal to {most}")]
            return []
        found = []
        if pattern and not self.pattern_holds(name, pattern, value):
            found.append((path, value, f"Member must satisfy regular expression pattern: {pattern}"))
        if member.words and value not in member.words and not self.broken("logging-words-unchecked"):
            words = ", ".join(member.words)
            found.append((path, value, f"Member must satisfy enum value set: [{words}]"))
        found += [(path, value, said) for _, _, said in self.length_violations(name, value, least, most)]
        if kind == "list" and not self.broken("list-items-unchecked"):
            first = 0 if self.broken("list-items-counted-from-0") else 1
            for number, item in enumerate(value, first):
                found += self.value_violations(operation, member.inner, f"{path}.{number}.member", item)
        return found

    def skips_validation(self, operation, name):
        unchecked = {("DescribePartnerEventSource", "Name"): "describe-name-unchecked",
                     ("DeletePartnerEventSource", "Name"): "delete-name-unchecked",
                     ("DeletePartnerEventSource", "Account"): "delete-account-unchecked"}
        defect = unchecked.get((operation, name))
        return self.broken("nothing-validated") or defect is not None and self.broken(defect)

    def length_violations(self, name, value, least, most):
        if name == "Name":
            if self.broken("name-257-accepted"):
                most = 257
            elif self.broken("name-256-refused"):
                most = 255
            elif self.broken("name-never-too-long"):
                most = 1 << 30
            elif self.broken("name-length-in-bytes"):
                value = value + "x" * (len(value.encode()) - len(value)) * 100
            if self.broken("empty-name-accepted") and value == "":
                return []
            if self.broken("empty-name-one-violation") and value == "":
                return []
        unchecked = {"token-length-unchecked": "NextToken", "description-length-unchecked": "Description",
                     "resource-length-unchecked": ""}
        if unchecked.get(self.defect) == name:
            return []
        if name == "Entries" and (self.broken("no-event-accepted") and len(value) == 0
                                  or self.broken("no-more-than-20-unchecked") and len(value) > 20):
            return []
        if name == "NamePrefix" and self.broken("list-prefix-256-refused"):
            most = 255
        if name == "Account":
            if self.broken("account-11-accepted") and len(value) == 11 \
                    or self.broken("account-13-accepted") and len(value) == 13:
                return []
            if self.broken("account-lengths-unchecked"):
                return []
            if self.broken("account-length-one-sentence") and len(value) != 12:
                return [(name, value, "Member must have length equal to 12")]
        if least is not None and len(value) < least:
            return [(name, value, f"Member must have length greater than or equal to {least}")]
        if most is not None and len(value) > most:
            return [(name, value, f"Member must have length less than or equal to {most}")]
        return []

    def pattern_holds(self, name, pattern, value):
        if name == "Name":
            if self.broken("empty-name-accepted") and value == "":
                return True
            lenient = {
                "pattern-unanchored": lambda: re.search(pattern, value),
                "pattern-start-only": lambda: re.match(pattern, value),
                "pattern-end-only": lambda: re.search("(?:" + pattern + r")\Z", value),
                "pattern-dollar": lambda: re.match(pattern + "$", value),
                "pattern-one-segment": lambda: re.fullmatch(pattern.replace("{2,}", "{1,}"), value),
                "pattern-ignores-case": lambda: re.fullmatch(pattern, value, re.IGNORECASE),
                "pattern-trailing-slash": lambda: re.fullmatch(pattern + "/?", value),
                "pattern-empty-segment": lambda: re.fullmatch(pattern.replace("+)", "*)"), value),
                "pattern-space": lambda: re.fullmatch(pattern.replace("_A", "_ A"), value),
                "pattern-colon": lambda: re.fullmatch(pattern.replace("_A", "_:A"), value),
                "pattern-plus-sign": lambda: re.fullmatch(pattern.replace("_A", "_+A"), value),
                "pattern-exclamation": lambda: re.fullmatch(pattern.replace("_A", "_!A"), value),
                "pattern-at-sign": lambda: re.fullmatch(pattern.replace("_A", "_@A"), value),
                "pattern-any-letters": lambda: re.fullmatch(r"aws\.partner(/[\.\-\w]+){2,}", value),
                "pattern-any-digits": lambda: re.fullmatch(r"aws\.partner(/[\.\-_A-Za-z\d]+){2,}", value),
                "pattern-any-dot": lambda: re.fullmatch(pattern.replace("aws\\.", "aws."), value),
                "pattern-no-prefix": lambda: re.fullmatch(r"(aws\.partner)?/?[\.\-_/A-Za-z0-9]+", value)
                and value.count("/") >= 1,
                "pattern-leading-slash": lambda: re.fullmatch("/?" + pattern, value),
                "pattern-trims": lambda: re.fullmatch(pattern, value.strip()),
            }
            if self.defect in lenient:
                return lenient[self.defect]()
            if (self.defect or "").removeprefix("pattern-mark-") in MARKS:
                mark = MARKS[self.defect.removeprefix("pattern-mark-")]
                return re.fullmatch(pattern, value.replace(mark, "-"), re.ASCII)
            strict = {
                "pattern-partner-is-a-domain": lambda: "." in value.split("/")[1],
                "pattern-partner-in-small-letters": lambda: not re.search("[A-Z]", value.split("/")[1]),
                "pattern-refuses-dots": lambda: ".." not in value,
                "pattern-refuses-underscore": lambda: "_" not in value,
                "pattern-refuses-capitals": lambda: value == value.lower(),
                "pattern-refuses-digits": lambda: not re.search("/[0-9]+$", value),
                "pattern-refuses-hyphen-first": lambda: "/-" not in value,
                "pattern-refuses-capitals-at-the-end": lambda: not re.search("[A-Z][^/]*$", value),
                "pattern-two-segments-only": lambda: value.count("/") == 2,
                "pattern-three-segments-at-least": lambda: value.count("/") >= 3,
            }
            if self.defect in strict:
                return re.fullmatch(pattern, value) and strict[self.defect]()
        if name == "Account":
            if self.broken("account-letters-accepted") and re.fullmatch("[0-9a-z]*", value):
                return True
            if self.broken("account-capitals-accepted") and re.fullmatch("[0-9A-Z]{12}", value) \
                    or self.broken("account-hyphens-accepted") and re.fullmatch("[0-9-]{12}", value) \
                    or self.broken("account-underscores-accepted") and re.fullmatch("[0-9_]{12}", value):
                return True
            if self.broken("account-any-digits"):
                return re.fullmatch(pattern, value)
            if self.broken("account-11-accepted") and len(value) == 11 \
                    or self.broken("account-13-accepted") and len(value) == 13:
                return re.fullmatch(r"[0-9]+", value)
            if self.broken("account-pattern-unanchored"):
                return re.search("[0-9]{11}", value)
            if self.broken("account-sign-accepted"):
                return re.fullmatch(r"[+-]?[0-9]{11,12}", value, re.ASCII)
            if self.broken("account-leading-zeros-refused"):
                return re.fullmatch(r"[1-9][0-9]{11}", value, re.ASCII)
            if self.broken("account-pattern-unchecked"):
                return True
        if name == "NamePrefix" and self.broken("list-prefix-needs-no-slash"):
            return re.fullmatch(r"aws\.partner/[/\.\-_A-Za-z0-9]*", value)
        if name == "NamePrefix" and self.broken("list-prefix-is-a-name"):
            return re.fullmatch(NAME_PATTERN, value)
        if name == "NamePrefix" and self.broken("list-prefix-unchecked"):
            return True
        return re.fullmatch(pattern, value, re.ASCII)

    def report(self, found):
        if self.broken("first-violation-only"):
            found = found[:1]
        if self.broken("pattern-hides-length"):
            patterns = {name for name, _, text in found if "pattern" in text}
            found = [one for one in found if "length" not in one[2] or one[0] not in patterns]
        if self.broken("one-member-only"):
            found = [one for one in found if one[0] == found[0][0]]
        if self.broken("violation-twice"):
            found = found + found[-1:]
        said = []
        for name, value, text in found:
            path = ".".join(part[:1].lower() + part[1:] for part in name.split("."))
            if self.broken("violation-path-as-member"):
                path = name
            if self.broken("violation-path-as-pointer"):
                path = "/" + name
            if self.broken("violations-swapped"):
                path = {"name": "account", "account": "name"}.get(path, path)
            if self.broken("violation-pattern-not-quoted"):
                text = text.partition(": ")[0]
            if self.broken("violation-bounds-off-by-one"):
                text = re.sub("(?<= to )[0-9]+", lambda bound: str(int(bound[0]) - 1), text)
            if self.broken("violation-account-pattern-reworded"):
                text = text.replace(ACCOUNT_PATTERN, "[0-9]{12}")
            if value and self.broken("violation-value-hidden"):
                value = "*" * len(value)
            if value and self.broken("violation-value-lower-case"):
                value = str(value).lower()
            shown = "null" if value is None else f"'{value}'"
            if self.broken("null-in-quotes"):
                shown = f"'{value if value is not None else 'null'}'"
            if self.broken("smithy-server-grammar"):
                said.append(f"Value at '/{name}' failed to satisfy constraint: {text}")
            else:
                said.append(f"Value {shown} at '{path}' failed to satisfy constraint: {text}")
        count = len(found) + (1 if self.broken("violation-count-wrong") else 0)
        noun = "validation error" if count == 1 else "validation errors"
        if self.broken("violation-always-plural"):
            noun = "validation errors"
        separator = ", " if self.broken("violations-joined-by-comma") else "; "
        stop = "." if self.broken("smithy-server-grammar") else ":"
        message = f"{count} {noun} detected{stop} " + separator.join(said)
        if self.broken("violations-as-free-text"):
            message = "Invalid input"
        kind = "ValidationError" if self.broken("validation-error-name") else "ValidationException"
        raise Refusal(kind, message, 422 if self.broken("validation-is-422") else 400)
