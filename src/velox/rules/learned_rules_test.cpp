// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/learned_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "velox/rules/generalise.hpp"
#include "velox/rules/golden.hpp"
#include "velox/rules/pattern_rule.hpp"

namespace velox::rules {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Example make(const std::string& origin, const std::string& before, const std::string& after) {
  return {origin, before, after, 0};
}

// The smallest of a list of numbers, written in three ways of naming things.
std::vector<Example> smallest() {
  return {make("one", "def f(xs: list):\n    return sorted(xs)[0]\n", "def f(xs: list):\n    return min(xs)\n"),
          make("two", "def g(self, n):\n    rows = self.rows(n)\n    best = sorted(rows)[0]\n    return best, n\n",
               "def g(self, n):\n    rows = self.rows(n)\n    best = min(rows)\n    return best, n\n"),
          make("three", "def h(a):\n    if a:\n        print(sorted(a.values())[0])\n",
               "def h(a):\n    if a:\n        print(min(a.values()))\n"),
          make("four", "def k(q):\n    for w in q:\n        w.low = sorted(w.all)[0]  # the first\n",
               "def k(q):\n    for w in q:\n        w.low = min(w.all)  # the first\n")};
}

TEST(LearnRules, ExpressionsOfOneBuildBecomeAPage) {
  const auto rules = learn_rules(smallest());
  ASSERT_THAT(rules, SizeIs(1));
  const PageRewrite& rewrite = rules[0].page.rewrites.front();
  EXPECT_THAT(rewrite.before, HasSubstr("sorted($"));
  EXPECT_THAT(rewrite.before, HasSubstr(")[0]"));
  EXPECT_THAT(rewrite.after, HasSubstr("min($"));
  EXPECT_THAT(rules[0].held_out, SizeIs(2));
  EXPECT_EQ(rules[0].page.assurance, model::Assurance::tested);
  const auto rule = make_pattern_rule(rules[0].page);
  ASSERT_TRUE(rule);
  const auto failures = check_cases(**rule, rules[0].page);
  EXPECT_THAT(failures, IsEmpty()) << failures.front().title << ": " << failures.front().message << rules[0].text;
}

TEST(LearnRules, TwoExamplesAreTooFew) {
  auto few = smallest();
  few.resize(2);
  EXPECT_THAT(learn_rules(few), IsEmpty());
}

TEST(LearnRules, WhatHasNothingInCommonGivesNothing) {
  const std::vector<Example> mixed{
      make("a", "def f(xs):\n    return len(xs) + 1\n", "def f(xs):\n    return xs.size + 1\n"),
      make("b", "def f(x):\n    return x * 2\n", "def f(x):\n    return x + x\n"),
      make("c", "def f(d):\n    for k in d.keys():\n        print(k)\n",
           "def f(d):\n    for k in d:\n        print(k)\n")};
  EXPECT_THAT(learn_rules(mixed), IsEmpty());
}

// A loop that collects, in three places.
std::vector<Example> collecting() {
  return {
      make("one", "def f(rows):\n    out = []\n    for row in rows:\n        out.append(row.name)\n    return out\n",
           "def f(rows):\n    out = [row.name for row in rows]\n    return out\n"),
      make("two",
           "def g(n):\n    squares = []\n    for i in range(n):\n        squares.append(i * i)\n    print(squares)\n",
           "def g(n):\n    squares = [i * i for i in range(n)]\n    print(squares)\n"),
      make("three",
           "def h(a, b):\n    b += 1\n    both = []\n    for x in a:\n        both.append(x.strip().lower())\n    "
           "return b, both\n",
           "def h(a, b):\n    b += 1\n    both = [x.strip().lower() for x in a]\n    return b, both\n")};
}

TEST(LearnRules, StatementsBecomeAPageWithWhatTheLoopLeavesBehind) {
  const auto rules = learn_rules(collecting());
  ASSERT_THAT(rules, SizeIs(1));
  const PageRewrite& rewrite = rules[0].page.rewrites.front();
  EXPECT_THAT(rewrite.before, HasSubstr("= []\nfor $"));
  EXPECT_THAT(rewrite.after, testing::Not(HasSubstr("\n    ")));
  EXPECT_THAT(rewrite.conditions, Contains(HasSubstr("local(")));
}

TEST(LearnRules, FunctionsOfLibrariesAreKnownUnderAnyName) {
  const std::vector<Example> copies{
      make("one", "import copy\n\ndef f(xs: list):\n    return copy.copy(xs)\n",
           "import copy\n\ndef f(xs: list):\n    return xs.copy()\n"),
      make("two", "from copy import copy\n\ndef g(a: list):\n    b = copy(a)\n    return b\n",
           "from copy import copy\n\ndef g(a: list):\n    b = a.copy()\n    return b\n"),
      make("three", "import copy as c\n\ndef h(q: list):\n    print(c.copy(q))\n",
           "import copy as c\n\ndef h(q: list):\n    print(q.copy())\n")};
  const auto rules = learn_rules(copies);
  ASSERT_THAT(rules, SizeIs(1));
  EXPECT_THAT(rules[0].page.rewrites.front().before, HasSubstr("copy.copy($"));
  EXPECT_THAT(rules[0].page.rewrites.front().conditions, Contains(HasSubstr(": list")));
}

TEST(LearnRules, NewNamesOfLibrariesAreImported) {
  std::vector<Example> queues;
  for (const char* name : {"q", "todo", "work"}) {
    const std::string n = name;
    queues.push_back(make(
        n, "def f(" + n + "x):\n    " + n + " = list(" + n + "x)\n    " + n + ".sort()\n    return " + n + "[0:3]\n",
        "from heapq import nsmallest\n\ndef f(" + n + "x):\n    return nsmallest(3, " + n + "x)\n"));
  }
  const auto rules = learn_rules(queues);
  ASSERT_THAT(rules, SizeIs(1));
  EXPECT_THAT(rules[0].page.rewrites.front().imports, Contains("from heapq import nsmallest"));
}

TEST(LearnRules, AnExampleThatIsNoPythonIsLeftOut) {
  auto examples = smallest();
  examples.push_back(make("bad", "def f(:\n", "def f():\n    pass\n"));
  examples.push_back(make("empty", "", ""));
  EXPECT_THAT(learn_rules(examples), SizeIs(1));
}

TEST(ChangesOf, GoFromTheSmallestPieceOutwards) {
  const auto example = ParsedExample::parse(smallest()[2]);
  ASSERT_TRUE(example);
  const auto changes = changes_of(*example);
  ASSERT_GE(changes.size(), 3U);
  EXPECT_EQ(changes[0].before.front().text(), "sorted(a.values())[0]");
  EXPECT_EQ(changes[0].after.front().text(), "min(a.values())");
  EXPECT_EQ(changes[1].before.front().text(), "print(sorted(a.values())[0])");
}

TEST(Alike, NamesHaveOneCounterpartEach) {
  const auto side = [](const char* text) { return *ExampleSide::parse(text); };
  const auto a = side("def f(x, y):\n    return x + y\n");
  EXPECT_TRUE(alike(a, side("def g(p, q):\n    return (p + q)\n")));
  EXPECT_FALSE(alike(a, side("def g(p, q):\n    return p + p\n")));
  EXPECT_FALSE(alike(a, side("def g(p, q):\n    return p - q\n")));
  EXPECT_TRUE(alike(side("import math\n\ndef f(x):\n    return math.sqrt(x)\n"),
                    side("from math import sqrt\n\ndef f(a):\n    return sqrt(a)\n")));
  EXPECT_FALSE(alike(side("import math\n\ndef f(x):\n    return math.sqrt(x)\n"),
                     side("from cmath import sqrt\n\ndef f(a):\n    return sqrt(a)\n")));
}

}  // namespace
}  // namespace velox::rules
