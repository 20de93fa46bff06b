// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <thread>

#include "velox/analysis/test_module.hpp"

namespace velox::analysis {
namespace {

// "pure" or the letters of what the expression `text` of the module may do: Writes, Calls, Io, Nondeterministic, Yields.
std::string flags(const Effects& e) {
  std::string out;
  if (e.writes) out += 'W';
  if (e.calls_unknown) out += 'C';
  if (e.io) out += 'I';
  if (e.nondeterministic) out += 'N';
  if (e.awaits_or_yields) out += 'Y';
  return out.empty() ? "pure" : out;
}

std::string effects_of(const std::string& expression, const std::string& before = "") {
  const TestModule m(
      "import random, math, re\nclass K:\n    @property\n    def prop(self): return 1\n"
      "def f(x, xs: list, ws: list[str], d: dict[str, int], n: int, s: str):\n    " +
      before + "\n    " + expression + "\n");
  return flags(m.facts.effects(m.find(expression)));
}

TEST(EffectsTest, BuiltinsOnKnownValuesArePure) {
  for (const char* text : {"len(xs)",
                           "len(ws)",
                           "sorted(ws)",
                           "max(ws)",
                           "sum([1, 2])",
                           "s.upper()",
                           "s.split(',')",
                           "ws.index(s)",
                           "s in ws",
                           "s in d",
                           "d[s]",
                           "d.get(s, x)",
                           "n + 1",
                           "n < 3",
                           "f'{n}{s}'",
                           "','.join(ws)",
                           "x is None",
                           "list(xs)",
                           "xs[n]",
                           "xs[1:]",
                           "[w for w in ws if w]",
                           "{w: 1 for w in ws}",
                           "math.sqrt(n)",
                           "isinstance(x, int)",
                           "sorted(ws, key=len)",
                           "sum(len(w) for w in ws)",
                           "[a for a in xs]",
                           "'%d' % n",
                           "sorted(ws, key=lambda w: 1)",
                           "(n, x)"}) {
    EXPECT_EQ(effects_of(text), "pure") << text;
  }
}

TEST(EffectsTest, CodeOfUnknownObjectsMayRun) {
  for (const char* text :
       {"len(x)",  "sorted(xs)",    "x + 1",    "x == 1",         "x in ws", "s in xs",           "x[0]",
        "x.run()", "f'{x}'",        "str(x)",   "[a for a in x]", "not x",   "x if x else 1",     "x()",
        "d[x]",    "{x: 1}",        "xs == xs", "[*x]",           "-x",      "sorted(ws, key=x)", "isinstance(x, x)",
        "x.prop",  "math.floor(x)", "str(xs)",  "unknown_name(1)"}) {
    EXPECT_NE(effects_of(text).find('C'), std::string::npos) << text;
  }
}

TEST(EffectsTest, ParametersAreNotTheFunctionTheyBelongTo) {
  EXPECT_EQ(effects_of("x(n)"), "C");
  EXPECT_EQ(effects_of("f(x, xs, ws, d, n, s)", "f = x"), "C");
}

TEST(EffectsTest, WritesAreSeen) {
  EXPECT_EQ(effects_of("xs.append(1)"), "W");
  EXPECT_EQ(effects_of("xs[0] = 1"), "W");
  EXPECT_EQ(effects_of("del xs[0]"), "W");
  EXPECT_EQ(effects_of("ws.sort()"), "W");
  EXPECT_EQ(effects_of("xs += [1]"), "W");
  EXPECT_EQ(effects_of("x.attr = 1"), "W");
  EXPECT_EQ(effects_of("(n := 1)"), "W");
  EXPECT_EQ(effects_of("print(n)"), "I");
  EXPECT_EQ(effects_of("random.random()"), "WN");
  EXPECT_EQ(effects_of("(yield)"), "Y");
  EXPECT_EQ(effects_of("[].append(n)"), "pure") << "nobody else sees that list";
}

TEST(EffectsTest, ReadsNamesAndPaths) {
  const TestModule m("def f(self, a):\n    self.items.get(a) + math.pi\n");
  const auto reads = m.facts.effects(m.find("self.items.get(a) + math.pi")).reads;
  EXPECT_TRUE(reads.contains("self") && reads.contains("a") && reads.contains("self.items") &&
              reads.contains("math.pi"));
  EXPECT_TRUE(m.facts.effects(m.find("self.items")).reads_attributes);
}

TEST(EffectsTest, MayRaiseIsFalseForTheTrivial) {
  const TestModule m(
      "def f(a, ws: list):\n    b = 1\n    if a: c = 1\n    (b, a); len(ws); b + 1; c; a.x; ws[0]; 1 / b; unknown; [b, "
      "None]; 1 < b\n");
  for (const char* text : {"(b, a)", "len(ws)", "b + 1", "[b, None]", "1 < b"})
    EXPECT_FALSE(m.facts.effects(m.find(text)).may_raise) << text;
  for (const char* text : {"a.x", "ws[0]", "1 / b", "unknown"})
    EXPECT_TRUE(m.facts.effects(m.find(text)).may_raise) << text;
  EXPECT_TRUE(m.facts.effects(m.find("c", 1)).may_raise);
}

TEST(EffectsTest, WholeNumbersAndTextsRaiseOnlyWhereTheirOperatorsCan) {
  const TestModule m(
      "def f(n: int, s: str, o, ws: list[str], ns: set[int]):\n    n in ns; s in ws; o in ns; n in s; o in ws; n % 2; "
      "n // 10; n & 1; -n; n % 0; n // n; n % 0x0; -o; s.startswith('a'); s.lower(); "
      "s.strip('x'); s.startswith(o); s.index('a'); o.lower(); s.lower(1)\n");
  for (const char* text :
       {"n in ns", "s in ws", "n % 2", "n // 10", "n & 1", "-n", "s.startswith('a')", "s.lower()", "s.strip('x')"})
    EXPECT_FALSE(m.facts.effects(m.find(text)).may_raise) << text;
  for (const char* text : {"o in ns", "n in s", "o in ws", "n % 0", "n // n", "n % 0x0", "-o", "s.startswith(o)",
                           "s.index('a')", "o.lower()", "s.lower(1)"})
    EXPECT_TRUE(m.facts.effects(m.find(text)).may_raise) << text;
}

TEST(EffectsTest, LocalVariablesOfAPieceAreItsOwn) {
  const TestModule m(
      "def f(ws: list[str]):\n    for w in ws:\n        t = []\n        t.append(w)\n        len(t)\n    u = 0\n    "
      "for w2 in ws:\n        u += 1\n    return u\n");
  EXPECT_EQ(flags(m.facts.effects(m.find("t.append(w)").parent().parent())), "pure")
      << "the body with all uses of t; w is only read";
  EXPECT_EQ(flags(m.facts.effects(m.find("u += 1"))), "W");
}

std::string purity(const std::string& text, const std::string& name = "f") {
  const TestModule m(text);
  std::string why;
  const bool pure = m.facts.pure_function(m.function(name), &why);
  EXPECT_EQ(pure, why.empty());
  return pure ? "pure" : why;
}

TEST(PureFunctionTest, TypedArithmeticAndRecursion) {
  EXPECT_EQ(purity("def f(n: int):\n    return n if n < 2 else f(n - 1) + f(n - 2)\n"), "pure");
  EXPECT_EQ(purity("def f(n: int):\n    return n if n < 2 else f(n - 1) + g(n - 2)\ndef g(n): return n\n"),
            "it runs code that is not known to be pure");
}

TEST(PureFunctionTest, LocalMutationIsFine) {
  EXPECT_EQ(purity("def f(n: int):\n    out = []\n    for i in range(n):\n        out.append(i * 2)\n    return out\n"),
            "pure");
  EXPECT_EQ(purity("def f(s: str):\n    counts = {}\n    for c in s:\n        counts[c] = counts.get(c, 0) + 1\n    "
                   "return counts\n"),
            "pure");
}

TEST(PureFunctionTest, AHelperMayChangeTheCallersOwnObject) {
  const std::string fill = "def fill(xs: list):\n    xs.append(1)\n";
  EXPECT_EQ(purity(fill + "def f(n: int):\n    out = []\n    fill(out)\n    return out\n"), "pure");
  EXPECT_EQ(purity(fill + "def f(n: list):\n    fill(n)\n"), "it may change its argument 1, or give it away");
  EXPECT_EQ(purity(fill + "X = []\ndef f(n: int):\n    fill(X)\n"), "it changes something outside itself");
}

TEST(PureFunctionTest, SaysWhyNot) {
  EXPECT_EQ(purity("def f(n): return n + 1\n"), "it runs code that is not known to be pure");
  EXPECT_EQ(purity("def f(xs: list):\n    xs.append(1)\n"), "it may change its argument 1, or give it away");
  EXPECT_EQ(purity("def f(xs: list):\n    xs = xs or []\n    xs.append(1)\n"), "it changes something outside itself");
  EXPECT_EQ(purity("def f():\n    print(1)\n"), "it does input or output");
  EXPECT_EQ(purity("def f():\n    yield 1\n"), "it is a generator");
  EXPECT_EQ(purity("@d\ndef f():\n    return 1\n"), "it is decorated");
  EXPECT_EQ(purity("import time\ndef f():\n    return time.time()\n"), "its result is not determined by its arguments");
  EXPECT_EQ(purity("def f(a):\n    return a.b\n"), "it reads attributes of objects");
  EXPECT_EQ(purity("X = 1\ndef f():\n    return X\ndef g():\n    global X\n    X = 2\n").substr(0, 18),
            "reads the global X");
  EXPECT_EQ(purity("X = [1]\ndef f():\n    return 1 in X\ndef g():\n    X.append(2)\n").substr(0, 18),
            "reads the global X");
  EXPECT_EQ(purity("def o():\n    y = 1\n    def f():\n        return y\n    return f\n", "o.<locals>.f").substr(0, 7),
            "reads y");
  EXPECT_EQ(purity("def f(n: int):\n    return g(n)\ndef g(n: int):\n    print(n)\n"), "it does input or output");
}

TEST(PureFunctionTest, ConstantsAndHelpersAreFine) {
  EXPECT_EQ(purity("X = ['a']\ndef f(s: str):\n    return s in X\n"), "pure");
  EXPECT_EQ(purity("import math\ndef f(n: int):\n    return g(n) + 1\ndef g(n: int):\n    return math.floor(n)\n"),
            "pure");
}

TEST(PureFunctionTest, ObservedTypesLowerTheCertainty) {
  model::ObservedUnit unit;
  unit.unit = {"m.py", "f"};
  unit.calls = 5;
  unit.params["n"].types = {{"int", 5}};
  const TestModule m("def f(n):\n    return n * 2 + 1\n", {unit});
  EXPECT_TRUE(m.facts.pure_function(m.function("f")));
  EXPECT_EQ(m.facts.call_effects(m.function("f")).certainty, Certainty::observed);
}

// What `o.size` may do when a class K of the module is made and changed like this.
std::string reading_size(const std::string& in_class, const std::string& behind) {
  const TestModule m("class D: pass\nshared = D()\nclass K:\n    " + in_class + "\n" + behind +
                     "\ndef f(o):\n    o.size + 1\n");
  return flags(m.facts.effects(m.find("o.size")));
}

TEST(EffectsTest, DescriptorsRunCodeHoweverAClassComesByThem) {
  EXPECT_EQ(reading_size("pass", ""), "pure");
  EXPECT_EQ(reading_size("size = 3", ""), "pure");
  EXPECT_EQ(reading_size("size = [1]", "K.size = 4"), "pure");
  EXPECT_EQ(reading_size("size = D()", ""), "C");
  EXPECT_EQ(reading_size("size = shared", ""), "C") << "an object made elsewhere";
  EXPECT_EQ(reading_size("pass", "K.size = property(len)"), "C") << "set from outside";
  EXPECT_EQ(reading_size("pass", "k = K()\nk.size = D()"), "pure") << "a descriptor in an object does nothing";
}

// Functions are summarised when they are asked for: in whatever order, by whomever, the answers are the same.
TEST(EffectsTest, DoNotDependOnWhoAsksFirst) {
  std::string text;
  constexpr int kFunctions = 40;
  for (int i = 0; i < kFunctions; ++i) {
    const auto next = std::to_string((i * 7 + 3) % kFunctions);
    text += "def f" + std::to_string(i) + "(xs: list, n: int):\n    " + (i % 13 == 5 ? "xs.append(n)" : "n += 1") +
            "\n    return f" + next + "(xs, n) if n else " + (i % 11 == 7 ? "unknown(n)" : "n") + "\n";
  }
  const auto answers = [&](int step, int threads) {
    const TestModule m(text);
    std::vector<std::string> said(kFunctions);
    std::vector<std::jthread> askers;
    for (int t = 0; t < threads; ++t) {
      askers.emplace_back([&, t] {
        for (int i = t; i < kFunctions; i += threads) {
          const auto f = static_cast<std::size_t>(i * step % kFunctions);
          m.facts.pure_function(m.function("f" + std::to_string(f)), &said[f]);
        }
      });
    }
    askers.clear();
    return said;
  };
  const auto in_order = answers(1, 1);
  EXPECT_EQ(answers(kFunctions - 1, 1), in_order);
  EXPECT_EQ(answers(17, 1), in_order);
  EXPECT_EQ(answers(17, 4), in_order);
}

}  // namespace
}  // namespace velox::analysis
