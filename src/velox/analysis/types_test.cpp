// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "velox/analysis/test_module.hpp"

namespace velox::analysis {
namespace {

// The type of the local `r` of a function with these lines.
std::string type_in(const std::string& lines, const std::string& parameters = "") {
  std::string text =
      "import re, math, collections\nfrom typing import List, Sequence\ndef helper(): return [1]\ndef f(" + parameters +
      "):\n";
  for (std::size_t at = 0; at < lines.size();) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    text += "    " + lines.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return TestModule(text + "    return rr\n").type("rr", 0);
}

TEST(TypesTest, Literals) {
  EXPECT_EQ(type_in("rr = 1"), "int");
  EXPECT_EQ(type_in("rr = 1.5"), "float");
  EXPECT_EQ(type_in("rr = 2j"), "complex");
  EXPECT_EQ(type_in("rr = 'a' 'b'"), "str[str]#");
  EXPECT_EQ(type_in("rr = rb'a'"), "bytes[int]#");
  EXPECT_EQ(type_in("rr = f'{x}'"), "str[str]#");
  EXPECT_EQ(type_in("rr = None"), "None");
  EXPECT_EQ(type_in("rr = not x"), "bool");
  EXPECT_EQ(type_in("rr = x in y"), "bool");
  EXPECT_EQ(type_in("rr = x == y"), "?") << "arrays compare element by element";
}

TEST(TypesTest, TextOfAnUnknownValueAloneMayBeOfASubclass) {
  const auto certainty = [](const std::string& code) {
    const TestModule m("def f(x):\n    r = " + code + "\n    return r\n");
    return m.facts.type_of(m.find(code))->certainty;
  };
  for (const char* code : {"f'a{x}'", "f'{x}{x}'", "f'{1}'", "f'{x}' 'a'", "'a{}'.format(x)", "'{} {}'.format(x, x)",
                           "'{}'.format(1)", "'{{{}'.format(x)", "'a%s' % x", "'%s: %-5.2f\\n' % (x, x)", "'%s' % 1",
                           "'%s' % (1, )", "'%s%%' % x", "str(1)"})
    EXPECT_EQ(certainty(code), Certainty::proven) << code;
  for (const char* code : {"f'{x}'", "f'{x!r}'", "f'{x:>5}'", "'' f'{x}'", "'{}'.format(x)", "'{0}{1}'.format('', x)",
                           "'{a[0]}'.format(a=x)", "'{}'.format(*x)", "'%s' % x", "'%s' % (x, )", "'%s%s' % ('', x)",
                           "'%(a)5s' % {'a': x}", "'%ls' % x", "'\\x25s' % x", "str(x)", "str(*x)", "bytes(x)"})
    EXPECT_EQ(certainty(code), Certainty::declared) << code;
}

TEST(TypesTest, WhatAMethodOfTheArgumentGivesIsOnlyAsGoodAsDeclared) {
  const auto certainty = [](const std::string& code) {
    const TestModule m("import json, math, random, re\ndef f(x):\n    r = " + code + "\n    return r\n");
    return m.facts.type_of(m.find(code))->certainty;
  };
  for (const char* code :
       {"math.floor(1.5)", "math.isqrt(x)", "random.uniform(0, 1)", "re.escape('a')", "json.dumps(x)"})
    EXPECT_EQ(certainty(code), Certainty::proven) << code;
  for (const char* code : {"math.floor(x)", "math.ceil(x)", "math.trunc(x)", "random.uniform(0, x)",
                           "random.gauss(x, 1)", "re.escape(x)", "json.dumps(x, cls=x)"})
    EXPECT_EQ(certainty(code), Certainty::declared) << code;
}

TEST(TypesTest, ContainersAndTheirElements) {
  EXPECT_EQ(type_in("rr = [1, 2]"), "list[int]#");
  EXPECT_EQ(type_in("rr = [1, 'a']"), "list[]#");
  EXPECT_EQ(type_in("rr = [1, x]"), "list");
  EXPECT_EQ(type_in("rr = [(1, 'a'), (2, 'b')]"), "list[tuple]#");
  EXPECT_EQ(type_in("rr = [[1], [2]]"), "list[list]");
  EXPECT_EQ(type_in("rr = {1: x}"), "dict[int]#");
  EXPECT_EQ(type_in("rr = {'a', 'b'}"), "set[str]#");
  EXPECT_EQ(type_in("rr = [c.lower() for c in 'abc']"), "list[str]#");
  EXPECT_EQ(type_in("rr = {k: v for k, v in zip('ab', [1])}"), "dict[str]#");
  EXPECT_EQ(type_in("rr = 1, 2"), "tuple[int]#");
}

TEST(TypesTest, CallsAndMethods) {
  EXPECT_EQ(type_in("rr = sorted(x)"), "list");
  EXPECT_EQ(type_in("rr = 'a b'.split()"), "list[str]#");
  EXPECT_EQ(type_in("rr = len(x)"), "int");
  EXPECT_EQ(type_in("rr = re.compile('a')"), "re.Pattern");
  EXPECT_EQ(type_in("rr = collections.deque([1])"), "collections.deque[int]#");
  EXPECT_EQ(type_in("rr = math.sqrt(2)"), "float");
  EXPECT_EQ(type_in("rr = helper()"), "list[int]#");
  EXPECT_EQ(type_in("rr = sum([0.5])"), "?") << "0 for an empty list";
  EXPECT_EQ(type_in("rr = x.split()"), "?");
  EXPECT_EQ(type_in("rr = max([1, 2])"), "int");
  EXPECT_EQ(type_in("rr = {'a': 1}.get('a', 0)"), "int");
  EXPECT_EQ(type_in("rr = {'a': 1}.get('a')"), "?");
}

TEST(TypesTest, Operators) {
  EXPECT_EQ(type_in("rr = 1 + 2"), "int");
  EXPECT_EQ(type_in("rr = 1 / 2"), "float");
  EXPECT_EQ(type_in("rr = 2 ** x"), "?");
  EXPECT_EQ(type_in("rr = True + True"), "int");
  EXPECT_EQ(type_in("rr = [1] + [2]"), "list[int]#");
  EXPECT_EQ(type_in("rr = [1] + x"), "?");
  EXPECT_EQ(type_in("rr = 'a' * 3"), "str[str]#");
  EXPECT_EQ(type_in("rr = [1, 2][0]"), "int");
  EXPECT_EQ(type_in("rr = [1, 2][1:]"), "list[int]#");
  EXPECT_EQ(type_in("rr = [1] if x else [2]"), "list[int]#");
  EXPECT_EQ(type_in("rr = x or [2]"), "?");
}

TEST(TypesTest, AllStoresMustAgree) {
  EXPECT_EQ(type_in("rr = []\nif x:\n    rr = [1]"), "list[int]#");
  EXPECT_EQ(type_in("rr = []\nif x:\n    rr = ()"), "?");
  EXPECT_EQ(type_in("rr = 0\nwhile x:\n    rr = rr + 1"), "int");
  EXPECT_EQ(type_in("rr = 0\nwhile x:\n    rr += 0.5"), "?");
  EXPECT_EQ(type_in("rr = ''\nfor a in x:\n    rr += a"), "?") << "a may overload addition";
  EXPECT_EQ(type_in("rr = ''\nfor a in x:\n    rr += str(a)"), "str[str]#");
  EXPECT_EQ(type_in("rr = 1\ndel rr"), "int");
  EXPECT_EQ(type_in("with x as rr: pass"), "?");
  EXPECT_EQ(type_in("rr = []\ndef g():\n    nonlocal rr\n    rr = 1"), "?");
}

TEST(TypesTest, ElementsFollowWhatIsPutIn) {
  EXPECT_EQ(type_in("rr = []\nfor a in 'xy':\n    rr.append(a)"), "list[str]#");
  EXPECT_EQ(type_in("rr = ['a']\nrr.append(x)"), "list");
  EXPECT_EQ(type_in("rr = ['a']\nrr[0] = 1"), "list[]#");
  EXPECT_EQ(type_in("rr = ['a']\nrr += [1]"), "list[]#");
  EXPECT_EQ(type_in("rr = ['a']\nq = rr\nq.append(x)"), "list");
  EXPECT_EQ(type_in("rr = ['a']\ng(rr)"), "list") << "g may put anything in";
  EXPECT_EQ(type_in("rr = ['a']\nprint(len(rr), sorted(rr))"), "list[str]#");
  EXPECT_EQ(type_in("rr = q = ['a']\nq.append(x)"), "list");
  EXPECT_EQ(type_in("rr = {}\nfor w in 'a b'.split():\n    rr[w] = 1"), "dict[str]#");
  EXPECT_EQ(type_in("rr = {}\nrr[x] = 1"), "dict");
  EXPECT_EQ(type_in("rr = set()\nrr.add(1)\nrr.update(['a'])"), "set[]#");
  EXPECT_EQ(type_in("rr = [1]\nrr.extend(x)"), "list");
}

TEST(TypesTest, InnerElementsMayChangeThroughAnotherName) {
  EXPECT_EQ(type_in("a = [[1]]\nfor q in a:\n    q.append(x)\nrr = a[0]"), "list");
  EXPECT_EQ(type_in("a = [(1, 2)]\nrr = a[0]"), "tuple[int]#");
  EXPECT_EQ(type_in("a = collections.Counter('ab')\nrr = 0\nrr = a['x']"), "?") << "a counter may hold anything";
  EXPECT_EQ(type_in("a = {}\na['x'] = 1\nrr = a['x']"), "int");
  EXPECT_EQ(type_in("a = {}\na['x'] = 1\na.update(y)\nrr = a['x']"), "?");
}

TEST(TypesTest, LoopTargets) {
  EXPECT_EQ(type_in("for rr in range(3): pass"), "int");
  EXPECT_EQ(type_in("for rr in x: pass"), "?");
  EXPECT_EQ(type_in("for i, rr in enumerate(['a']): pass"), "str[str]#");
  EXPECT_EQ(type_in("for rr, j in enumerate(x): pass"), "int");
  EXPECT_EQ(type_in("for k, (i, rr) in zip([1], enumerate('ab')): pass"), "str[str]#");
  EXPECT_EQ(type_in("for rr, v in {'a': 1}.items(): pass"), "str[str]#");
  EXPECT_EQ(type_in("for k, rr in {'a': 1}.items(): pass"), "int");
  EXPECT_EQ(type_in("a, rr = 1, 'b'"), "str[str]#");
  EXPECT_EQ(type_in("a, *rr = x"), "list");
  EXPECT_EQ(type_in("if (rr := 5) > x: pass"), "int");
}

TEST(TypesTest, ParametersByAnnotation) {
  EXPECT_EQ(type_in("", "rr: list[str]"), "list[str]#");
  EXPECT_EQ(type_in("", "rr: List[int]"), "list[int]#");
  EXPECT_EQ(type_in("", "rr: list"), "list");
  EXPECT_EQ(type_in("", "rr: Sequence[str]"), "?");
  EXPECT_EQ(type_in("", "rr: float"), "?") << "an int is accepted there";
  EXPECT_EQ(type_in("", "rr: list = None"), "?");
  EXPECT_EQ(type_in("", "rr"), "?");
  EXPECT_EQ(type_in("", "*rr"), "tuple");
  EXPECT_EQ(type_in("", "**rr"), "dict[str]#");
  EXPECT_EQ(type_in("rr.append(1)", "rr: list[str]"), "list[]#");
  const TestModule m("def f(a: list[str]): return a\n");
  EXPECT_EQ(m.facts.type_of(m.find("a", 1))->certainty, Certainty::declared);
}

model::ObservedUnit seen(const std::string& name, model::ObservedValue value) {
  model::ObservedUnit unit;
  unit.unit = {"m.py", name};
  unit.calls = 3;
  unit.params["a"] = std::move(value);
  return unit;
}

using Counts = std::map<std::string, std::uint64_t>;

model::ObservedValue value_of(Counts types, Counts elements = {}, Counts inner = {}) {
  model::ObservedValue value;
  value.types = std::move(types);
  value.elements = std::move(elements);
  value.element_of_elements = std::move(inner);
  value.hashable_elements = true;
  return value;
}

TEST(TypesTest, ParametersByObservation) {
  const auto type = [](model::ObservedValue value) {
    return TestModule("def f(a):\n    return a\n", {seen("f", std::move(value))}).type("a", 1);
  };
  EXPECT_EQ(type(value_of({{"list", 3}}, {{"str", 9}})), "list[str]#");
  EXPECT_EQ(type(value_of({{"list", 3}}, {{"str", 9}, {"int", 1}})), "list[]#");
  EXPECT_EQ(type(value_of({{"list", 3}}, {{"tuple", 9}}, {{"str", 9}})), "list[tuple]#");
  EXPECT_EQ(type(value_of({{"list", 3}}, {{"m.Point", 9}})), "list") << "hashable, but by its own rules";
  EXPECT_EQ(type(value_of({{"list", 3}, {"tuple", 1}})), "?");
  const TestModule m("def f(a: list):\n    return a\n", {seen("f", value_of({{"m.MyList", 3}}))});
  EXPECT_EQ(m.type("a", 1), "?") << "an annotation that runs disagree with";
}

TEST(TypesTest, LocalVariablesByObservation) {
  const auto type = [](const std::string& text, const std::string& name, model::ObservedValue value, int nth) {
    auto unit = seen("f", value_of({{"str", 3}}));
    unit.locals[name] = std::move(value);
    return TestModule(text, {unit}).type(name, nth);
  };
  const std::string loop = "def f(a):\n    for x in g(a):\n        print(x)\n";
  EXPECT_EQ(type(loop, "x", value_of({{"str", 3}}), 1), "str[str]#");
  EXPECT_EQ(type(loop, "x", value_of({{"str", 2}, {"int", 1}}), 1), "?");
  EXPECT_EQ(type("def f(a):\n    x = 1\n    x = g(a)\n    print(x)\n", "x", value_of({{"str", 3}}), 2), "?")
      << "another type is stored in it too";
  EXPECT_EQ(type("def f(self):\n    print(self.x)\n", "self.x", value_of({{"list", 3}}, {{"int", 5}}), 0),
            "list[int]#");
  EXPECT_EQ(type("def f(self):\n    self = g()\n    print(self.x)\n", "self.x", value_of({{"list", 3}}), 0), "?");
}

// The type of the local `rr` in a module that imports numpy and pandas.
std::string table_type(const std::string& value, const std::string& parameters = "",
                       const std::vector<model::ObservedUnit>& observed = {}) {
  const std::string text =
      "import numpy as np\nimport numpy.typing as npt\nimport pandas as pd\nfrom numpy import zeros\n";
  return TestModule(text + "def f(" + parameters + "):\n    rr = " + value + "\n    return rr\n", observed)
      .type("rr", 0);
}

TEST(TypesTest, ArraysByConstructor) {
  EXPECT_EQ(table_type("np.zeros(3)"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("zeros(len(x))"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.ones((3, 4), dtype=int)"), "numpy.ndarray[numpy.ndarray]");
  EXPECT_EQ(table_type("np.zeros(3, dtype=bool)"), "numpy.ndarray[numpy.bool_]");
  EXPECT_EQ(table_type("np.zeros(3, 'f4')"), "numpy.ndarray[numpy.float32]");
  EXPECT_EQ(table_type("np.zeros(x)"), "numpy.ndarray") << "x may be a shape";
  EXPECT_EQ(table_type("np.zeros(())"), "numpy.ndarray") << "no axis";
  EXPECT_EQ(table_type("np.zeros(3, dtype=x)"), "numpy.ndarray");
  EXPECT_EQ(table_type("np.array([1.5, x])"), "numpy.ndarray");
  EXPECT_EQ(table_type("np.array([1.5, 2.5])"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.array([1, 2])"), "numpy.ndarray") << "numbers beyond 64 bits make objects";
  EXPECT_EQ(table_type("np.array([1, 2], dtype=np.int64)"), "numpy.ndarray[numpy.int64]");
  EXPECT_EQ(table_type("np.array([])"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.array(x, like=y)"), "?");
  EXPECT_EQ(table_type("np.arange(5)"), "numpy.ndarray[numpy.int64]");
  EXPECT_EQ(table_type("np.arange(0, 1, 0.5)"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.linspace(0.0, 1.0, x)"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.linspace(0.0, 1.0, 5, retstep=True)"), "?");
  EXPECT_EQ(table_type("np.zeros(3)", "np"), "?") << "another np";
}

TEST(TypesTest, ArraysByOperator) {
  EXPECT_EQ(table_type("np.zeros(3) * 2 + 1"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("1 / np.arange(3)"), "numpy.ndarray") << "an array, of other numbers";
  EXPECT_EQ(table_type("np.arange(3) + np.arange(3)"), "numpy.ndarray[numpy.int64]");
  EXPECT_EQ(table_type("np.zeros(3) + np.zeros((2, 3))"), "numpy.ndarray[numpy.ndarray]");
  EXPECT_EQ(table_type("np.zeros(3) * x"), "?");
  EXPECT_EQ(table_type("np.array(1.5) * 2"), "?") << "without an axis it becomes a number";
  EXPECT_EQ(table_type("np.zeros(3) > 1"), "numpy.ndarray[numpy.bool_]");
  EXPECT_EQ(table_type("(np.zeros(3) > 1) & (np.ones(3) > 0)"), "numpy.ndarray[numpy.bool_]");
  EXPECT_EQ(table_type("-np.zeros(3)"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.zeros(3) @ np.zeros(3)"), "?");
  EXPECT_EQ(table_type("1 in np.zeros(3)"), "bool");
}

TEST(TypesTest, PartsOfArrays) {
  EXPECT_EQ(table_type("np.zeros(3)[1]"), "numpy.float64");
  EXPECT_EQ(table_type("np.zeros(3)[1:]"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.zeros((3, 3))[1]"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.zeros((3, 3))[1, 1]"), "?");
  EXPECT_EQ(table_type("np.zeros((3, 3, 3))[1]"), "?");
  EXPECT_EQ(table_type("np.zeros(3)[np.ones(3) > 0]"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.zeros(3).shape[0]"), "int");
  EXPECT_EQ(table_type("np.zeros(3).size"), "int");
  EXPECT_EQ(table_type("np.zeros(3).copy()"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.zeros(3).tolist()"), "list") << "a list that a variable holds may be changed";
  EXPECT_EQ(table_type("[x for x in np.zeros(3).tolist()][0]"), "float");
  EXPECT_EQ(table_type("np.zeros((3, 3)).tolist()"), "?");
  EXPECT_EQ(table_type("np.zeros((3, 3)).flatten()"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(table_type("np.zeros(3).sum()"), "numpy.float64");
  EXPECT_EQ(table_type("np.mean(np.arange(3)) * 2"), "numpy.float64");
  EXPECT_EQ(table_type("np.arange(3)[0] + 1"), "?") << "a large number would make it something else";
  EXPECT_EQ(table_type("np.zeros(3)[0] < 1"), "numpy.bool_");
  EXPECT_EQ(table_type("np.zeros((3, 3)).sum(axis=0)"), "?");
  EXPECT_EQ(table_type("[x for x in np.zeros(3)]"), "list[numpy.float64]");
}

TEST(TypesTest, FramesAndSeries) {
  EXPECT_EQ(table_type("pd.DataFrame()"), "pandas.DataFrame");
  EXPECT_EQ(table_type("pd.read_csv(x)"), "pandas.DataFrame");
  EXPECT_EQ(table_type("pd.read_csv(x, chunksize=5)"), "?");
  EXPECT_EQ(table_type("pd.read_csv(x, **y)"), "?");
  EXPECT_EQ(table_type("pd.Series(x) * 2"), "pandas.Series");
  EXPECT_EQ(table_type("pd.DataFrame(x)['a']"), "pandas.Series") << "declared: two columns may have one name";
  EXPECT_EQ(table_type("pd.DataFrame(x)[y]"), "?");
  EXPECT_EQ(table_type("a", "a: np.ndarray"), "numpy.ndarray");
  EXPECT_EQ(table_type("a", "a: npt.NDArray[np.float64]"), "numpy.ndarray");
  EXPECT_EQ(table_type("a", "a: pd.DataFrame"), "pandas.DataFrame");
}

TEST(TypesTest, TablesByObservation) {
  const auto type = [](model::ObservedValue value, const std::string& what) {
    return table_type(what, "a", {seen("f", std::move(value))});
  };
  EXPECT_EQ(type(value_of({{"numpy.ndarray", 3}}, {{"numpy.float64", 3}}), "a"), "numpy.ndarray[numpy.float64]");
  EXPECT_EQ(type(value_of({{"numpy.ndarray", 3}}, {{"numpy.float64", 2}, {"mixed", 1}}), "a"), "numpy.ndarray");
  EXPECT_EQ(type(value_of({{"numpy.ndarray", 3}}, {{"numpy.ndarray", 3}}, {{"numpy.int64", 3}}), "a[0]"),
            "numpy.ndarray[numpy.int64]");
  EXPECT_EQ(type(value_of({{"pandas.core.frame.DataFrame", 3}}, {{"numpy.float64", 3}}), "a['x']"),
            "pandas.Series[numpy.float64]");
  EXPECT_EQ(type(value_of({{"pandas.core.frame.DataFrame", 3}}, {{"object", 3}}), "a"), "pandas.DataFrame");
}

TEST(TypesTest, ModuleVariables) {
  const TestModule m("WORDS = ['a', 'b']\nwords = ['a']\ndef f(x):\n    return x in WORDS, x in words\n");
  EXPECT_EQ(m.type("WORDS", 1), "list[str]#");
  EXPECT_EQ(m.facts.type_of(m.find("WORDS", 1))->certainty, Certainty::proven);
  EXPECT_EQ(m.facts.type_of(m.find("words", 1))->certainty, Certainty::declared) << "other modules may rebind it";
  const TestModule g("x = [1]\ndef f():\n    global x\n    x = 1\n");
  EXPECT_EQ(g.type("x", 0), "?");
}

TEST(TypesTest, DeepExpressionsHaveNoTypeAndDoNotCrash) {
  std::string text = "x = 1";
  for (int i = 0; i < 20000; ++i) text += " + 1";
  EXPECT_EQ(TestModule(text + "\n").type("x"), "?");
}

}  // namespace
}  // namespace velox::analysis
