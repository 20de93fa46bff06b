// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "velox/analysis/test_module.hpp"

namespace velox::analysis {
namespace {

std::string scope_name(const Binding& b) {
  return std::string(b.scope.kind()) + (b.scope.field("name") ? ":" + std::string(b.scope.field("name").text()) : "");
}

TEST(ScopesTest, LocalsAreLocalInTheWholeFunction) {
  const TestModule m("x = 1\ndef f():\n    print(x)\n    x = 2\n");
  EXPECT_EQ(scope_name(m.binding("x", 1)), "function_definition:f");
  EXPECT_EQ(m.binding("x", 1).kind, BindingKind::local);
  EXPECT_EQ(m.binding("x", 0).kind, BindingKind::global);
}

TEST(ScopesTest, GlobalAndNonlocalReachTheirOwners) {
  const TestModule m(
      "x = 1\ndef f():\n    y = 1\n    def g():\n        global x\n        nonlocal y\n        x = y = 2\n    g()\n");
  const auto& x = m.binding("x", 0);
  EXPECT_TRUE(x.written_elsewhere);
  EXPECT_EQ(x.stores.size(), 2U);
  const auto& y = m.binding("y", 0);
  EXPECT_EQ(scope_name(y), "function_definition:f");
  EXPECT_TRUE(y.written_elsewhere && y.captured);
  EXPECT_EQ(&m.binding("y", 2), &y);
}

TEST(ScopesTest, NonlocalWrittenBeforeTheOwnersStore) {
  const TestModule m("def f():\n    def g():\n        nonlocal y\n        y += 1\n    y = 0\n    g()\n    return y\n");
  EXPECT_EQ(m.binding("y", 1).stores.size(), 2U);
  EXPECT_EQ(&m.binding("y", 1), &m.binding("y", 2));
}

TEST(ScopesTest, ClassBodiesAreNotSeenByMethods) {
  const TestModule m(
      "x = 0\nclass A:\n    x = 1\n    y = x\n    def f(self):\n        return x\n    z = [x for _ in x]\n");
  EXPECT_EQ(scope_name(m.binding("x", 2)), "class_definition:A");
  EXPECT_EQ(scope_name(m.binding("x", 3)), "module");
  EXPECT_EQ(scope_name(m.binding("x", 4)), "module") << "the body of a comprehension";
  EXPECT_EQ(scope_name(m.binding("x", 5)), "class_definition:A") << "its first iterable";
}

TEST(ScopesTest, ComprehensionsHaveTheirOwnScope) {
  const TestModule m("def f(a):\n    i = 1\n    r = [i for i in a if (w := i)]\n    return i, w\n");
  EXPECT_EQ(scope_name(m.binding("i", 1)), "list_comprehension");
  EXPECT_EQ(scope_name(m.binding("i", 4)), "function_definition:f");
  EXPECT_EQ(scope_name(m.binding("w", 0)), "function_definition:f");
  EXPECT_FALSE(m.binding("a").captured) << "the first iterable is evaluated outside";
}

TEST(ScopesTest, DefaultsAndDecoratorsAreEvaluatedOutside) {
  const TestModule m("y = 1\n@d(y)\ndef f(x=y, *, z: y = 2) -> y:\n    y = 2\n    return lambda y=y: y\n");
  EXPECT_EQ(m.binding("y", 1).kind, BindingKind::global);
  EXPECT_EQ(m.binding("y", 2).kind, BindingKind::global);
  EXPECT_EQ(m.binding("y", 3).kind, BindingKind::global);
  EXPECT_EQ(m.binding("x").kind, BindingKind::parameter);
  EXPECT_EQ(m.binding("z").kind, BindingKind::parameter);
  EXPECT_EQ(scope_name(m.binding("y", 7)), "function_definition:f");
  EXPECT_EQ(m.binding("y", 8).kind, BindingKind::parameter);
}

TEST(ScopesTest, EveryBindingConstruct) {
  const TestModule m(
      "def f():\n    import a.b, c as d\n    from e import g, h as i\n    for j, (k, *l) in x: pass\n"
      "    with o() as p, q() as (r, s): pass\n    try: pass\n    except E as t: pass\n"
      "    match x:\n        case [u, *v] | {'k': u, **v}: pass\n        case C(w=aa) as ab: pass\n"
      "    del ac\n    ad: int = 1\n    ae += 1\n    def af(): pass\n    class ag: pass\n    ah: int\n");
  for (const char* name : {"a", "d", "g",  "i",  "j",  "k",  "l",  "p",  "r",  "s", "t",
                           "u", "v", "aa", "ab", "ac", "ad", "ae", "af", "ag", "ah"}) {
    EXPECT_EQ(scope_name(m.binding(name)), "function_definition:f") << name;
  }
  EXPECT_EQ(m.facts.binding(m.find("w")), nullptr);
  EXPECT_EQ(m.facts.binding(m.find("h")), nullptr);
  EXPECT_EQ(m.binding("a").kind, BindingKind::import);
  EXPECT_TRUE(m.binding("ah").stores.empty());
}

TEST(ScopesTest, AttributesAndKeywordsAreNoNames) {
  const TestModule m("len = f(key=1).sort\n");
  EXPECT_EQ(m.facts.binding(m.find("key")), nullptr);
  EXPECT_EQ(m.facts.binding(m.find("sort")), nullptr);
}

TEST(ScopesTest, PrivateNamesAreMangled) {
  const TestModule m("__x = 1\nclass A:\n    def f(self):\n        return __x\n");
  EXPECT_NE(m.facts.binding(m.find("__x", 1)), m.facts.binding(m.find("__x", 0)));
}

TEST(ResolveTest, ImportsAndBuiltins) {
  const TestModule m("import re, os.path as p\nfrom copy import deepcopy as dc\nre.compile(p.join(dc, len))\n");
  EXPECT_EQ(m.facts.resolve(m.find("re.compile")), "re.compile");
  EXPECT_EQ(m.facts.resolve(m.find("p.join")), "os.path.join");
  EXPECT_EQ(m.facts.resolve(m.find("dc", 1)), "copy.deepcopy");
  EXPECT_TRUE(m.facts.is_builtin(m.find("len"), "len"));
  EXPECT_FALSE(m.facts.is_builtin(m.find("len"), "max"));
}

TEST(ResolveTest, RebindingMakesUnknown) {
  EXPECT_FALSE(TestModule("import re\nre = 1\nre.compile\n").facts.resolve(TestModule("x").find("x")));
  const TestModule a("import re\nif x:\n    re = None\nre.compile\n");
  EXPECT_FALSE(a.facts.resolve(a.find("re.compile")));
  const TestModule b("def len(x): return 1\nlen(y)\n");
  EXPECT_FALSE(b.facts.is_builtin(b.find("len", 1), "len"));
  const TestModule c("def f():\n    global len\n    len = 1\ndef g(): return len(y)\n");
  EXPECT_FALSE(c.facts.is_builtin(c.find("len", 2), "len"));
  const TestModule d("import re\nre.compile = f\nre.compile('x')\nre.sub\n");
  EXPECT_FALSE(d.facts.resolve(d.find("re.compile", 1)));
  EXPECT_TRUE(d.facts.resolve(d.find("re.sub")));
  const TestModule e("import builtins\nbuiltins.len = f\nlen(x)\n");
  EXPECT_FALSE(e.facts.is_builtin(e.find("len", 1), "len"));
}

TEST(ResolveTest, PoisonMakesUnknown) {
  for (const char* text : {"from m import *\n", "exec(s)\n", "def g():\n    eval(s)\n", "globals()['len'] = 1\n"}) {
    const TestModule m(std::string(text) + "def f(q): return len(q)\n");
    EXPECT_FALSE(m.facts.is_builtin(m.find("len"), "len")) << text;
    EXPECT_NE(m.facts.binding(m.find("q")), nullptr) << text;
  }
  const TestModule m("def f(q):\n    r = q\n    return locals()\ndef g(s): return len(s)\n");
  EXPECT_EQ(m.facts.binding(m.find("r")), nullptr);
  EXPECT_TRUE(m.facts.poisoned(m.find("r")));
  EXPECT_FALSE(m.facts.poisoned(m.find("s")));
  EXPECT_TRUE(m.facts.is_builtin(m.find("len"), "len"));
}

TEST(FreshNameTest, AvoidsEveryNameOfTheModule) {
  const TestModule m("seen = 1\ndef f(seen_2): return seen_3.seen_4\n");
  EXPECT_EQ(m.facts.fresh_name(m.find("seen_2"), "seen"), "seen_5");
  EXPECT_EQ(m.facts.fresh_name(m.find("seen_2"), "lookup"), "lookup");
  EXPECT_EQ(m.facts.fresh_name(m.find("seen_2"), "set"), "set_2");
}

}  // namespace
}  // namespace velox::analysis
