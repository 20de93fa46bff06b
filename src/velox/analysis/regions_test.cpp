// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "velox/analysis/test_module.hpp"

namespace velox::analysis {
namespace {

// The facts about the first loop of `def f(parameters): body`.
struct Loop {
  Loop(const std::string& parameters, const std::string& body) : m("import re\ndef f(" + parameters + "):\n" + body) {
    source::walk(m.module.root(), [&](Node node) {
      if (!loop && (node.is("for_statement") || node.is("while_statement"))) loop = node;
      return true;
    });
  }
  bool invariant(std::string_view text, int n = 0) const { return m.facts.invariant(m.find(text, n), loop); }
  bool mutated(std::string_view name) const { return m.facts.mutated_in(m.binding(name), loop); }
  bool escapes(std::string_view name) const { return m.facts.escapes(m.binding(name), loop); }
  TestModule m;
  Node loop;
};

TEST(InvariantTest, PureExpressionsOverUnchangedNames) {
  const Loop l("n: int, ws: list[str], s: str",
               "    for w in ws:\n        (n * 2, s.upper(), len(ws), w + s, s in ws)\n");
  EXPECT_TRUE(l.invariant("n * 2"));
  EXPECT_TRUE(l.invariant("s.upper()"));
  EXPECT_TRUE(l.invariant("len(ws)"));
  EXPECT_TRUE(l.invariant("s in ws"));
  EXPECT_FALSE(l.invariant("w + s"));
}

TEST(InvariantTest, ReboundNamesAndChangedObjects) {
  const Loop l("n: int, ws: list[str], vs: list[str]",
               "    own = ['a']\n    for i in range(3):\n        n += 1\n        ws.append('a')\n        (n * 2, "
               "len(ws), len(vs), len(own))\n");
  EXPECT_FALSE(l.invariant("n * 2"));
  EXPECT_FALSE(l.invariant("len(ws)"));
  EXPECT_FALSE(l.invariant("len(vs)")) << "vs may be the same list as ws";
  EXPECT_TRUE(l.invariant("len(own)")) << "made here and never given away";
}

TEST(InvariantTest, UnknownCodeMayChangeWhatIsShared) {
  const Loop l("ws: list[str], n: int, g, o",
               "    own = [1]\n    for i in range(3):\n        g(i)\n        (len(ws), n + 1, len(own), o.x)\n");
  EXPECT_FALSE(l.invariant("len(ws)"));
  EXPECT_TRUE(l.invariant("n + 1")) << "integers do not change";
  EXPECT_TRUE(l.invariant("len(own)"));
  EXPECT_FALSE(l.invariant("o.x"));
}

TEST(InvariantTest, AttributesUnlessAssigned) {
  const Loop a("self, n: int", "    for i in range(n):\n        self.y = i\n        self.x\n");
  EXPECT_TRUE(a.invariant("self.x"));
  const Loop b("self, n: int", "    for i in range(n):\n        self.x = i\n        self.x\n");
  EXPECT_FALSE(b.invariant("self.x", 1));
  const Loop c("self, other, n: int", "    for i in range(n):\n        other.x = i\n        self.x\n");
  EXPECT_FALSE(c.invariant("self.x")) << "other may be self";
}

TEST(MutatedTest, MethodsItemsAndDeletions) {
  const Loop l("ws: list[str]",
               "    a = [1]; b = [1]; c = [1]; d = {}; e = [1]; g = [1]; h = [1]\n"
               "    for w in ws:\n        a.append(1); b[0] = 2; del c[0]; d[w] = 1; e += [1]; len(g); h = [2]\n");
  for (const char* name : {"a", "b", "c", "d", "e"}) EXPECT_TRUE(l.mutated(name)) << name;
  EXPECT_FALSE(l.mutated("g"));
  EXPECT_FALSE(l.mutated("h")) << "the name is rebound; no object changes";
  EXPECT_TRUE(l.m.facts.mutated_in(l.m.binding("a"), l.loop));
  EXPECT_FALSE(l.m.facts.mutated_in(l.m.binding("a"), l.loop, {l.m.find("a.append(1)")}));
}

TEST(MutatedTest, GivenToUnknownCode) {
  const Loop l("k",
               "    a = [1]; b = [1]; c = [1]; s = 'x'; d = [1]\n    k(d)\n    for w in range(3):\n        k(a, s); "
               "b.index(1); x = c\n");
  EXPECT_TRUE(l.mutated("a"));
  EXPECT_FALSE(l.mutated("b"));
  EXPECT_TRUE(l.mutated("c"));
  EXPECT_FALSE(l.mutated("s"));
  EXPECT_TRUE(l.mutated("d")) << "k has kept it, and is called again";
}

TEST(MutatedTest, GeneratorsThatAreUsedUpAtOnceKeepNothing) {
  const Loop l("k",
               "    a = [1]; b = [1]; c = [1]; d = [1]\n    for w in range(3):\n"
               "        next((n for n, e in enumerate(a) if e), 0); sum(n for n, e in enumerate(b))\n"
               "        x = (e for n, e in enumerate(c)); y = next((1 for n in ()), d)\n");
  EXPECT_FALSE(l.mutated("a"));
  EXPECT_FALSE(l.mutated("b"));
  EXPECT_TRUE(l.mutated("c")) << "x keeps an iterator over it";
  EXPECT_TRUE(l.mutated("d")) << "y is another name for it";
}

TEST(MutatedTest, ClosuresChangeWhatTheyCapture) {
  const Loop l("k", "    a = [1]\n    def g():\n        a.append(1)\n    for w in range(3):\n        k(w)\n");
  EXPECT_TRUE(l.mutated("a"));
  const Loop known(
      "", "    a = [1]; b = [1]\n    def g():\n        a.append(1)\n    for w in range(3):\n        g(); len(b)\n");
  EXPECT_TRUE(known.mutated("a")) << "the loop calls it by its name";
  EXPECT_FALSE(known.mutated("b"));
}

TEST(MutatedTest, FunctionsOfTheModuleAreLookedInto) {
  const TestModule m(
      "def size(q): return len(q)\ndef grow(q): q.append(1)\ndef look(q: list): return q.index(1)\n"
      "def f():\n    a = [1]\n    b = [1]\n    for i in range(3):\n        look(a)\n        grow(b)\n");
  const auto loop = m.find("a", 1).parent().parent().parent().parent().parent();
  ASSERT_TRUE(loop.is("for_statement")) << loop.kind();
  EXPECT_FALSE(m.facts.mutated_in(m.binding("a"), loop));
  EXPECT_TRUE(m.facts.mutated_in(m.binding("b"), loop));
}

TEST(EscapeTest, StoredReturnedYieldedCaptured) {
  const Loop l("k, o",
               "    a = [1]; b = [1]; c = [1]; d = [1]; e = [1]; g = [1]; h = [1]\n"
               "    for i in range(3):\n        o.x = a\n        k(b)\n        yield c\n        [].append(d)\n        "
               "z = lambda: e\n"
               "        len(g)\n        for j in g: pass\n        return h\n");
  for (const char* name : {"a", "b", "c", "d", "e", "h"}) EXPECT_TRUE(l.escapes(name)) << name;
  EXPECT_FALSE(l.escapes("g"));
}

bool dead(const std::string& body, const std::string& statement, int n = 0) {
  const TestModule m("def f(c, it):\n" + body);
  return m.facts.dead_after(m.binding("x"), m.facts.statement_of(m.find(statement, n)));
}

TEST(DeadAfterTest, StraightLines) {
  EXPECT_TRUE(dead("    x = 1\n    print(x)\n    s\n", "print(x)"));
  EXPECT_FALSE(dead("    x = 1\n    s\n    return x\n", "s"));
  EXPECT_TRUE(dead("    x = 1\n    s\n    x = 2\n    return x\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    s\n    x = x + 2\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    s\n    x += 2\n", "s"));
  EXPECT_TRUE(dead("    x = 1\n    s\n    for x in it: print(x)\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    s\n    for x in it: pass\n    return x\n", "s"))
      << "an empty loop leaves the old value";
}

TEST(DeadAfterTest, BranchesAndLoops) {
  EXPECT_FALSE(dead("    x = 1\n    s\n    if c:\n        x = 2\n    return x\n", "s"));
  EXPECT_TRUE(dead("    x = 1\n    s\n    if c:\n        x = 2\n    else:\n        return 3\n    return x\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    for i in it:\n        print(x)\n        s\n", "s")) << "the next turn reads it";
  EXPECT_TRUE(dead("    for i in it:\n        x = 1\n        print(x)\n        s\n", "s"));
  EXPECT_FALSE(dead("    for i in it:\n        x = 1\n        if c: break\n        s\n    print(x)\n", "s"));
  EXPECT_TRUE(dead("    while c:\n        x = 1\n        s\n        return 1\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    while x:\n        s\n        continue\n", "s"));
  EXPECT_FALSE(dead("    for i in it:\n        x = 1\n        s\n    else:\n        print(x)\n", "s"));
}

TEST(DeadAfterTest, ExceptionsSeeTheOldValue) {
  EXPECT_FALSE(dead("    x = 1\n    try:\n        s\n        x = g()\n    except E:\n        print(x)\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    try:\n        s\n        return 1\n    finally:\n        print(x)\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    with c:\n        s\n        x = g()\n    return x\n", "s"))
      << "the manager may swallow";
  EXPECT_TRUE(dead("    x = 1\n    try:\n        s\n    except E:\n        pass\n    x = 2\n    return x\n", "s"));
}

TEST(DeadAfterTest, CapturedNamesAreNeverDead) {
  EXPECT_FALSE(dead("    x = 1\n    k(lambda: x)\n    s\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    g = (x for i in it)\n    s\n", "s"));
  EXPECT_TRUE(dead("    x = 1\n    g = [x for i in it]\n    s\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    s\n    class A:\n        y = x\n", "s"));
}

TEST(DeadAfterTest, MatchStatements) {
  EXPECT_FALSE(dead("    x = 1\n    s\n    match c:\n        case 1: pass\n        case _ if x: pass\n", "s"));
  EXPECT_FALSE(dead("    x = 1\n    s\n    match c:\n        case [x]: pass\n    return x\n", "s"));
}

TEST(StructureTest, LoopsAndStatements) {
  const TestModule m(
      "for a in b:\n    def f():\n        x1\n        while x2:\n            r = [x3 for y in x4 for z in x5 if x6]\n  "
      "          lambda: x7\n        else:\n            x8\n    x9\n");
  const auto depth = [&](const char* name) { return m.facts.loop_depth(m.find(name)); };
  EXPECT_EQ(depth("b"), 0);
  EXPECT_EQ(depth("x1"), 0);
  EXPECT_EQ(depth("x2"), 1);
  EXPECT_EQ(depth("x3"), 3);
  EXPECT_EQ(depth("x4"), 1);
  EXPECT_EQ(depth("x5"), 2);
  EXPECT_EQ(depth("x6"), 3);
  EXPECT_EQ(depth("x7"), 0);
  EXPECT_EQ(depth("x8"), 0);
  EXPECT_EQ(depth("x9"), 1);
  EXPECT_TRUE(m.facts.enclosing_loop(m.find("x3")).is("list_comprehension"));
  EXPECT_TRUE(m.facts.enclosing_loop(m.find("x4")).is("while_statement"));
  EXPECT_FALSE(m.facts.enclosing_loop(m.find("x1")));
  EXPECT_EQ(m.facts.enclosing_function(m.find("x3")).field("name").text(), "f");
  EXPECT_FALSE(m.facts.enclosing_function(m.find("x9")));
  EXPECT_TRUE(m.facts.statement_of(m.find("x2")).is("while_statement"));
  EXPECT_TRUE(m.facts.statement_of(m.find("x3")).is("expression_statement"));
}

}  // namespace
}  // namespace velox::analysis
