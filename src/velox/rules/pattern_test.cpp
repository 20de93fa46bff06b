// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/pattern.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "velox/rules/condition.hpp"
#include "velox/rules/pattern_rule.hpp"
#include "velox/rules/replacement.hpp"
#include "velox/source/edits.hpp"

namespace velox::rules {
namespace {

/// The first unit of a text, with its facts.
struct Code {
  explicit Code(const std::string& text)
      : module(*source::ParsedModule::parse(text, "m.py")), facts(analysis::Facts::analyse(module)) {}
  RuleContext context() const {
    const auto& unit = module.units().front();
    return {module, facts, unit, module.definition(unit), nullptr, nullptr, {}};
  }
  source::ParsedModule module;
  analysis::Facts facts;
};

std::vector<Match> matches(const std::string& pattern_text, const Code& code) {
  const auto pattern = Pattern::parse(pattern_text);
  EXPECT_TRUE(pattern) << pattern.error().describe();
  std::vector<Match> found;
  const auto context = code.context();
  for (const Node& node : context.nodes.of_kind(pattern->kind(), pattern->word())) {
    if (auto match = pattern->match(code.facts, node)) found.push_back(*std::move(match));
  }
  return found;
}

std::string body(const std::string& statements) {
  return "import re\nfrom os import path as p\ndef f(x, xs, g):\n" + statements;
}

TEST(PatternTest, MetavariablesStandForExpressions) {
  const Code code(body("    return sorted(xs)[0] + sorted((x + 1))[1]\n"));
  const auto found = matches("sorted($a)[$i]", code);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].one("a").text(), "xs");
  EXPECT_EQ(found[1].one("a").text(), "x + 1") << "without parentheses";
  EXPECT_EQ(found[1].one("i").text(), "1");
  EXPECT_FALSE(found[1].one("other"));
}

TEST(PatternTest, TheSameMetavariableIsTheSameCode) {
  const Code code(body("    return x[1] if x [1] else 0, x[1] if x[2] else 0\n"));
  EXPECT_EQ(matches("$a if $a else $b", code).size(), 1u);
}

TEST(PatternTest, NamesMeanBuiltinsAndLibraries) {
  EXPECT_EQ(matches("re.sub($a, $b, $c)", Code(body("    return re.sub('a', 'b', x)\n"))).size(), 1u);
  EXPECT_EQ(matches("os.path.join($a, $b)", Code(body("    return p.join(x, g)\n"))).size(), 1u);
  EXPECT_EQ(matches("len($a)", Code("def f(len, x):\n    return len(x)\n")).size(), 0u);
  EXPECT_EQ(matches("g($a)", Code(body("    return g(x)\n"))).size(), 0u) << "a local is no library";
}

TEST(PatternTest, OperatorsAndWordsTell) {
  const Code code(body("    return x in xs, x not in xs, x + 1, x - 1, xs[::-1], xs[-1:], x[1], x[1,]\n"));
  EXPECT_EQ(matches("$a in $b", code).size(), 1u);
  EXPECT_EQ(matches("$a - $b", code).size(), 1u);
  EXPECT_EQ(matches("$a[::-1]", code).size(), 1u);
  EXPECT_EQ(matches("$a[$i]", Code(body("    return x[1,]\n"))).size(), 0u) << "indexed by a tuple";
  EXPECT_EQ(matches("for $a in $b:\n    $a", Code("async def f(x):\n    async for a in x:\n        a\n")).size(), 0u);
}

TEST(PatternTest, QuotesCommasAndCommentsDoNotTell) {
  const Code code(body("    return g(  # why\n        'a',\n        x,\n    )\n"));
  const auto found = matches("$f(\"a\", $v)", code);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].one("f").text(), "g");
  EXPECT_EQ(matches("$f(b\"a\", $v)", code).size(), 0u);
}

TEST(PatternTest, SplatsTakeAnyNumber) {
  const Code code(body("    for i, y in enumerate(xs):\n        g(y)\n        g(y, 1, *xs, k=2)\n    return g()\n"));
  EXPECT_EQ(matches("$f($*args)", code).size(), 4u);
  const auto two = matches("$f($a, $*args)", code);
  ASSERT_EQ(two.size(), 3u);
  EXPECT_EQ(two[2].variables.find("args")->second.size(), 3u);
  const auto loops = matches("for $i, $x in enumerate($xs):\n    $*body", code);
  ASSERT_EQ(loops.size(), 1u);
  EXPECT_EQ(loops[0].variables.find("body")->second.size(), 2u);
}

TEST(PatternTest, StatementsFollowEachOther) {
  const Code code(body("    y = []\n    # then\n    for z in xs:\n        y.append(z)\n    return y\n"));
  const auto found = matches("$a = []\nfor $x in $xs:\n    $a.append($x)", code);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].nodes.size(), 2u);
  EXPECT_EQ(matches("$a = []\nreturn $a", code).size(), 0u);
}

TEST(PatternTest, ExpressionsInsideOfFStringsAreMatched) {
  const Code code(
      body("    return f\"{x:02x}\", f\"{g:02x}\", f\"{x:02X}\", f\"{x:02x}.\", f\"{x!r:02x}\", \"{x:02x}\"\n"));
  EXPECT_EQ(matches("f\"{$a:02x}\"", code).size(), 2u);
  EXPECT_EQ(matches("[f\"{$a:02x}\", $a]", Code(body("    return [f'{x:02x}', x], [f\"{x:02x}\", g]\n"))).size(), 0u)
      << "quotes tell in f-strings, and the same metavariable is the same code";
}

TEST(PatternTest, BadPatternsHaveACause) {
  EXPECT_FALSE(Pattern::parse("sorted($a"));
  EXPECT_FALSE(Pattern::parse("sorted($)"));
  EXPECT_FALSE(Pattern::parse(""));
}

std::string rewritten(const std::string& before, const std::string& after, const std::string& text,
                      std::vector<std::string> imports = {}) {
  const Code code(text);
  const auto pattern = *Pattern::parse(before);
  const auto replacement = Replacement::parse(after, pattern, std::move(imports));
  if (!replacement) return replacement.error().describe();
  const auto found = matches(before, code);
  if (found.empty()) return "no match";
  auto edits = replacement->edits(code.context(), found.front());
  if (!edits) return "refused: " + edits.error();
  std::ranges::sort(*edits, {}, [](const Edit& edit) { return edit.span.begin; });
  return *source::apply_edits(text, *edits);
}

TEST(ReplacementTest, AddsParenthesesWhereTheyAreNeeded) {
  const auto f = [](const std::string& line) { return "def f(a, b):\n    return " + line + "\n"; };
  EXPECT_EQ(rewritten("bool($a)", "$a is not None", f("bool(a) and b")), f("a is not None and b"));
  EXPECT_EQ(rewritten("bool($a)", "$a is not None", f("bool(a) + b")), f("(a is not None) + b"));
  EXPECT_EQ(rewritten("bool($a)", "$a.b", f("bool(a + b)")), f("(a + b).b"));
  EXPECT_EQ(rewritten("bool($a)", "abs($a)", f("bool(a if b else 1)")), f("abs(a if b else 1)"));
  EXPECT_EQ(rewritten("bool($a)", "abs($a)", f("(bool(a))")), f("abs(a)"));
  EXPECT_EQ(rewritten("$a ** 2", "$a * $a", f("2 ** a ** 2")), f("2 ** (a * a)"));
  EXPECT_EQ(rewritten("any($x == $v for $x in $a)", "$v in $a", f("not any(x == b for x in a)")), f("b not in a"));
}

TEST(ReplacementTest, KeepsCommentsOrRefuses) {
  EXPECT_EQ(rewritten("abs($a)", "bool($a)", "def f(a):\n    return abs(\n        a  # why\n    )\n"),
            "refused: a comment in it would be lost");
  EXPECT_EQ(rewritten("abs($a)", "bool($a)", "def f(a):\n    return abs([\n        a,  # why\n    ])\n"),
            "def f(a):\n    return bool([\n        a,  # why\n    ])\n");
}

TEST(ReplacementTest, StatementsGetTheFilesStyle) {
  EXPECT_EQ(
      rewritten(
          "for $i, $x in enumerate($xs):\n    $*body", "for $x in $xs:\n    $*body",
          "def f(xs):\n\tif xs:\n\t\tfor i, x in enumerate(xs):\n\t\t\t# each\n\t\t\tprint(x)\n\n\t\t\tprint(1)\n"),
      "def f(xs):\n\tif xs:\n\t\tfor x in xs:\n\t\t\t# each\n\t\t\tprint(x)\n\n\t\t\tprint(1)\n");
}

TEST(ReplacementTest, ImportsAndHiddenNames) {
  const std::vector<std::string> imports{"from operator import itemgetter"};
  EXPECT_EQ(rewritten("$f(key=lambda $x: $x[$i])", "$f(key=itemgetter($i))",
                      "def f(xs):\n    xs.sort(key=lambda r: r[1])\n", imports),
            "from operator import itemgetter\n\n\ndef f(xs):\n    xs.sort(key=itemgetter(1))\n");
  EXPECT_EQ(rewritten("[$x for $x in $xs]", "list($xs)", "def f(xs, list):\n    return [x for x in xs]\n"),
            "refused: ");
}

TEST(ReplacementTest, InsideOfFStrings) {
  EXPECT_EQ(rewritten("str($a) + $b", "f\"{$a}{$b}\"", "def f(a, b):\n    return str(a) + b\n"),
            "def f(a, b):\n    return f\"{a}{b}\"\n");
  EXPECT_EQ(rewritten("str($a) + $b", "f\"{$a}{$b}\"", "def f(a, b):\n    return str(a) + b['k']\n"), "refused: ");
}

TEST(ConditionTest, ErrorsNameTheCause) {
  const std::vector<std::string> variables{"d", "x"};
  const auto cause = [&](const char* line) {
    const auto condition = Condition::parse(line, variables);
    return condition ? std::string("none") : condition.error().message();
  };
  EXPECT_EQ(cause("type($d): dict, reiterables"), "none");
  EXPECT_EQ(cause("type?($d): dict"), "none");
  EXPECT_EQ(cause("differs($d, $x)"), "none");
  EXPECT_EQ(cause("assumes: $d keeps its keys"), "none");
  EXPECT_EQ(cause("kind($d): dict"), "there is no condition 'kind'");
  EXPECT_EQ(cause("type($y): dict"), "'$y' is no metavariable of the pattern");
  EXPECT_EQ(cause("type($d)"), "'type' wants words after a ':'");
  EXPECT_EQ(cause("pure($d): x"), "nothing may follow 'pure'");
  EXPECT_EQ(cause("differs($d)"), "'differs' takes 2 metavariable(s)");
  EXPECT_EQ(cause("pure($d"), "'pure($d' lacks its ')'");
}

/// Whether the condition on `$a` holds at the first match of the pattern.
bool holds(const std::string& condition, const std::string& pattern, const std::string& text) {
  const Code code(text);
  const auto found = matches(pattern, code);
  EXPECT_FALSE(found.empty()) << text;
  if (found.empty()) return false;
  const auto parsed = Condition::parse(condition, Pattern::parse(pattern)->text().variables());
  EXPECT_TRUE(parsed) << parsed.error().describe();
  Claim claim;
  return parsed->check(code.context(), found.front(), claim).holds;
}

TEST(ConditionTest, NaturalNumbersAreCountedUp) {
  const auto natural = [](const std::string& lines) {
    return holds("natural($a)", "2 ** $a", "def f(n, xs):\n" + lines);
  };
  EXPECT_TRUE(natural("    return 2 ** 3\n"));
  EXPECT_TRUE(natural("    return 2 ** len(xs)\n"));
  EXPECT_TRUE(natural("    return [2 ** i for i in range(n)]\n"));
  EXPECT_TRUE(natural("    for i in range(1, n):\n        print(2 ** i)\n"));
  EXPECT_FALSE(natural("    return 2 ** -3\n"));
  EXPECT_FALSE(natural("    return 2 ** n\n"));
  EXPECT_FALSE(natural("    for i in range(n, 5):\n        print(2 ** i)\n"));
  EXPECT_FALSE(natural("    for i in range(9, 0, -1):\n        print(2 ** i)\n"));
  EXPECT_FALSE(natural("    for i in range(n):\n        i -= 3\n        print(2 ** i)\n"));
  EXPECT_FALSE(natural("    i = 2\n    return 2 ** i\n")) << "only what is written in the loop";
}

TEST(ConditionTest, SizesAreWrittenOrSeen) {
  const auto large = [](const std::string& lines) {
    Code code("def f(n, xs):\n" + lines);
    model::ObservedUnit seen;
    seen.params["xs"].sizes = {1, 4, 90};
    auto context = code.context();
    context.observed = &seen;
    const auto found = matches("2 ** $a", code);
    Claim claim;
    return Condition::parse("size($a): 8", {"a"})->check(context, found.at(0), claim).holds;
  };
  EXPECT_TRUE(large("    return 2 ** 8\n"));
  EXPECT_FALSE(large("    return 2 ** 7\n"));
  EXPECT_FALSE(large("    return 2 ** len(xs)\n"));
  EXPECT_FALSE(large("    return [2 ** i for i in range(len(xs))]\n"));
  EXPECT_TRUE(large("    return [2 ** i for i in range(9)]\n"));
  EXPECT_TRUE(large("    return 2 ** n\n")) << "nobody knows";
  EXPECT_FALSE(large("    return 2 ** xs\n"));
}

TEST(ConditionTest, NonzeroNumbersAreWritten) {
  const auto nonzero = [](const std::string& text) { return holds("nonzero($a)", "abs($b) % $a", text); };
  EXPECT_TRUE(nonzero("def f(n):\n    return abs(n) % 7\n"));
  EXPECT_TRUE(nonzero("M = 7\ndef f(n):\n    return abs(n) % M\n"));
  EXPECT_FALSE(nonzero("def f(n):\n    return abs(n) % 0\n"));
  EXPECT_FALSE(nonzero("def f(n, m):\n    return abs(n) % m\n"));
}

TEST(ConditionTest, NamesThatNoOtherCodeBinds) {
  const auto own = [](const std::string& text) { return holds("private($a)", "abs($a)", text); };
  EXPECT_TRUE(own("def f(n):\n    return abs(n)\n"));
  EXPECT_TRUE(own("def f():\n    return abs(-3)\n"));
  EXPECT_FALSE(own("N = 1\ndef f():\n    return abs(N)\n"));
  EXPECT_FALSE(own("def f(n):\n    def g():\n        nonlocal n\n        n = 2\n    g()\n    return abs(n)\n"));
  EXPECT_FALSE(own("def f(n):\n    return abs(n.x)\n"));
}

TEST(ConditionTest, NamesThatOccurNowhereElse) {
  const auto alone = [](const std::string& text) { return holds("confined($x)", "any($a for $x in $xs)", text); };
  EXPECT_TRUE(alone("def f(xs):\n    return any(x > 1 for x in xs)\n"));
  EXPECT_FALSE(alone("def f(xs):\n    print(x)\n    return any(x > 1 for x in xs)\n")) << "a global";
  EXPECT_FALSE(alone("def f(x):\n    return any(x > 1 for x in x.all)\n    x = 2\n"));
  EXPECT_FALSE(alone("def f(xs):\n    y = any(x > 1 for x in xs)\n    return y, locals()\n"));
}

TEST(ConditionTest, KeptVariablesAndAffirmedTests) {
  const std::string loop = "while $i < $n:\n    $*body\n    $i += 1";
  const auto kept = [&](const std::string& lines) {
    return holds("kept($i, $body)", loop, "def f(n):\n    i = 0\n    while i < n:\n" + lines + "        i += 1\n");
  };
  EXPECT_TRUE(kept("        print(i)\n"));
  EXPECT_FALSE(kept("        i += 2\n"));
  EXPECT_FALSE(kept("        if i:\n            continue\n"));
  EXPECT_FALSE(kept("")) << "nothing is left of the body";
  const auto affirmed = [](const std::string& line) { return holds("affirmed", "$a & $b", "def f(a, b):\n" + line); };
  EXPECT_TRUE(affirmed("    return a & b\n"));
  EXPECT_FALSE(affirmed("    return not ((a & b))\n"));
  const auto elsewhere = [](const std::string& line) {
    return holds("elsewhere($a)", "abs($a)", "def f(a, b):\n" + line);
  };
  EXPECT_TRUE(elsewhere("    b = abs(a)\n"));
  EXPECT_TRUE(elsewhere("    a = 1 + abs(a)\n"));
  EXPECT_FALSE(elsewhere("    a = abs(a)\n"));
}

TEST(PatternRuleTest, BadPagesNameTheLine) {
  const auto page = [](const std::string& rewrite) {
    return parse_page(
        "a", "---\nid: a\nkind: pattern\nassurance: tested\npython: \">=3.9\"\nwhy: w\n---\n## Rewrite\n" + rewrite);
  };
  const auto cause = [&](const std::string& rewrite) {
    const auto parsed = page(rewrite);
    if (!parsed) return parsed.error().describe();
    const auto rule = make_pattern_rule(*parsed);
    return rule ? std::string("none") : rule.error().describe();
  };
  const std::string pair = "```python\nabs($a)\n```\n```python\nbool($a)\n```\n";
  EXPECT_EQ(cause(pair + "- pure($a)\n"), "none");
  EXPECT_NE(cause(pair + "- sure($a)\n").find("line 9: there is no condition 'sure'"), std::string::npos)
      << cause(pair + "- sure($a)\n");
  EXPECT_NE(cause("```python\nabs($a\n```\n```python\nbool($a)\n```\n").find("line 9: pattern: it is no Python"),
            std::string::npos);
  EXPECT_NE(cause("```python\nabs($a)\n```\n```python\nbool($b)\n```\n").find("names $b"), std::string::npos);
  EXPECT_NE(cause("```python\n$a\n```\n```python\nbool($a)\n```\n").find("matches everything"), std::string::npos);
  EXPECT_NE(cause("- pure($a)\n").find("line 9: a condition comes after"), std::string::npos);
  EXPECT_NE(cause("```python\nabs($a)\n```\n").find("has no replacement"), std::string::npos);
  EXPECT_NE(cause("").find("kind is 'pattern'"), std::string::npos);
}

}  // namespace
}  // namespace velox::rules
