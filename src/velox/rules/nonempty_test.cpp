// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// Whether `xs` is surely non-empty where `sorted(xs)` stands in the body of a function with parameters xs and ys.
bool guarded(const std::string& body) {
  std::string text = "def f(xs: list, ys: list):\n";
  for (std::size_t from = 0; from < body.size();) {
    const auto end = std::min(body.find('\n', from), body.size());
    text += "    " + body.substr(from, end - from) + "\n";
    from = end + 1;
  }
  const auto module = source::ParsedModule::parse(text, "case.py");
  EXPECT_TRUE(module && !module->syntax_error()) << text;
  const auto facts = analysis::Facts::analyse(*module);
  const auto& unit = module->units().front();
  const RuleContext context{*module, facts, unit, module->definition(unit), nullptr, nullptr, {}};
  for (const Node& call : context.nodes.of_kind("call")) {
    const auto probe = as_call(call);
    if (probe && probe->name == "sorted") return surely_nonempty(context, probe->args.at(0), call);
  }
  ADD_FAILURE() << "no sorted() in " << text;
  return false;
}

TEST(NonemptyTest, TestsOnTheWayCount) {
  EXPECT_TRUE(guarded("if xs:\n    sorted(xs)"));
  EXPECT_TRUE(guarded("if len(xs) > 0 and ys:\n    sorted(xs)"));
  EXPECT_TRUE(guarded("while xs:\n    sorted(xs)\n    xs.pop()"));
  EXPECT_TRUE(guarded("return sorted(xs) if xs else None"));
  EXPECT_TRUE(guarded("return None if not xs else sorted(xs)"));
  EXPECT_TRUE(guarded("return xs and sorted(xs)"));
  EXPECT_TRUE(guarded("if not xs:\n    pass\nelse:\n    sorted(xs)"));
  EXPECT_TRUE(guarded("for x in xs:\n    sorted(xs)"));
  EXPECT_TRUE(guarded("if len(xs) == 0:\n    return 1\nsorted(xs)"));
  EXPECT_TRUE(guarded("if not xs or not ys:\n    raise ValueError\nsorted(xs)"));
  EXPECT_TRUE(guarded("xs.append(1)\nsorted(xs)"));
  EXPECT_TRUE(guarded("sorted([1, *xs])"));
}

TEST(NonemptyTest, OtherTestsDoNotCount) {
  EXPECT_FALSE(guarded("sorted(xs)"));
  EXPECT_FALSE(guarded("if ys:\n    sorted(xs)"));
  EXPECT_FALSE(guarded("if xs or ys:\n    sorted(xs)"));
  EXPECT_FALSE(guarded("if not xs:\n    sorted(xs)"));
  EXPECT_FALSE(guarded("if not xs:\n    print(ys)\nsorted(xs)"));
  EXPECT_FALSE(guarded("if not xs and not ys:\n    return 1\nsorted(xs)"));
  EXPECT_FALSE(guarded("if len(xs) >= 0:\n    sorted(xs)"));
  EXPECT_FALSE(guarded("assert xs\nsorted(xs)")) << "assertions may be switched off";
  EXPECT_FALSE(guarded("sorted([*xs])"));
  EXPECT_FALSE(guarded("if xs:\n    return [sorted(xs) for xs in ys]"));
}

TEST(NonemptyTest, ShrinkingInBetweenUndoesAGuard) {
  EXPECT_FALSE(guarded("while xs:\n    xs.pop()\n    sorted(xs)"));
  EXPECT_FALSE(guarded("if xs:\n    xs = ys\n    sorted(xs)"));
  EXPECT_FALSE(guarded("if xs:\n    del xs[0]\n    sorted(xs)"));
  EXPECT_FALSE(guarded("if xs:\n    xs[:] = []\n    sorted(xs)"));
  EXPECT_FALSE(guarded("if xs:\n    for y in ys:\n        sorted(xs)\n        xs.clear()"));
  EXPECT_FALSE(guarded("while xs:\n    return xs.pop() + sorted(xs)"));
  EXPECT_FALSE(guarded("if xs and xs.pop():\n    sorted(xs)"));
  EXPECT_FALSE(guarded("if xs:\n    try:\n        xs.pop(); ys[0]\n    except IndexError:\n        sorted(xs)"));
  EXPECT_FALSE(guarded("if xs:\n    unknown(xs)\n    sorted(xs)"));
}

}  // namespace
}  // namespace velox::rules
