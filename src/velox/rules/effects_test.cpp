// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/effects.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include <algorithm>
#include <map>

#include "velox/rules/catalogue.hpp"
#include "velox/rules/seen_size.hpp"

namespace velox::rules {
namespace {

using testing::HasSubstr;

Measured measured(std::string version, std::vector<Effect> effects, std::string implementation = "CPython") {
  return {std::move(implementation), std::move(version), "machine", "2026-11-28", 1, std::move(effects)};
}

Effect effect(const std::string& rule, const std::string& input, double ratio) {
  return {rule, "a case", input, size_in(input), ratio, ratio * 0.99, ratio * 1.01, 31, 1e-6};
}

EffectsTable table(Measured one) {
  EffectsTable made;
  made.put(std::move(one));
  return made;
}

TEST(EffectsTest, AnInputBeginsWithItsSize) {
  EXPECT_EQ(size_in("1,000, none found"), 1000);
  EXPECT_EQ(size_in("0"), 0);
  EXPECT_EQ(size_in("3 words of 1,000"), 3);
  EXPECT_EQ(size_in("12,345,678 bytes"), 12345678);
  EXPECT_FALSE(size_in("none found"));
  EXPECT_FALSE(size_in("10**20"));
  EXPECT_FALSE(size_in(""));
}

TEST(EffectsTest, TheTextOfATableIsReadAgain) {
  const auto before = table(measured("3.11.2", {effect("a", "3", 0.5), effect("b", "found", 2)}));
  const auto after = EffectsTable::parse(before.text());
  ASSERT_TRUE(after) << after.error().describe();
  ASSERT_EQ(after->measured().size(), 1u);
  EXPECT_EQ(after->text(), before.text());
  EXPECT_EQ(after->measured()[0].effects[0].size, 3);
  EXPECT_FALSE(after->measured()[0].effects[1].size);
}

TEST(EffectsTest, RefusesWhatIsNoTable) {
  EXPECT_FALSE(EffectsTable::parse("no json"));
  EXPECT_FALSE(EffectsTable::parse(R"({"schema": "velox.effects/2", "measured": []})"));
  EXPECT_FALSE(EffectsTable::parse(R"({"schema": "velox.effects/1", "measured": [{"version": "3.11.2"}]})"));
  EXPECT_FALSE(EffectsTable::parse(R"({"schema": "velox.effects/1", "measured": [{"implementation": "CPython",
      "version": "3.11.2", "effects": [{"rule": "a", "ratio": 2, "low": 3, "high": 4}]}]})"));
}

TEST(EffectsTest, WhatIsMeasuredAgainReplacesTheSameRules) {
  auto known = table(measured("3.11.2", {effect("a", "3", 1), effect("a", "5", 1), effect("b", "3", 1)}));
  known.put(measured("3.11.9", {effect("a", "3", 7)}));
  known.put(measured("3.12.1", {effect("a", "3", 8)}));
  ASSERT_EQ(known.measured().size(), 2u);
  const auto& first = known.measured()[0];
  EXPECT_EQ(first.version, "3.11.9");
  ASSERT_EQ(first.effects.size(), 2u);
  EXPECT_EQ(first.effects[0].ratio, 7);
  EXPECT_EQ(first.effects[1].rule, "b");
}

TEST(EffectsTest, TheNearestVersionOfTheImplementationCounts) {
  EffectsTable builtin;
  builtin.put(measured("3.9.1", {effect("a", "3", 9)}));
  builtin.put(measured("3.12.1", {effect("a", "3", 12)}));
  builtin.put(measured("3.11.1", {effect("a", "3", 11)}, "PyPy"));
  EXPECT_NEAR(Effects({builtin}, {"CPython", 3, 12}).of("a", 3)->factor, 12, 1e-9);
  EXPECT_NEAR(Effects({builtin}, {"CPython", 3, 10}).of("a", 3)->factor, 9, 1e-9);
  EXPECT_EQ(Effects({builtin}, {"CPython", 3, 14}).of("a", 3)->on, "CPython 3.12");
  EXPECT_NEAR(Effects({builtin}, {"PyPy", 3, 9}).of("a", 3)->factor, 11, 1e-9);
  EXPECT_FALSE(Effects({builtin}, {"GraalPy", 3, 11}).of("a", 3));
  EXPECT_FALSE(Effects({builtin}, {"CPython", 3, 11}).of("b", 3));
}

TEST(EffectsTest, TheFirstTableWins) {
  const auto own = table(measured("3.11.4", {effect("a", "3", 5)}));
  const auto builtin = table(measured("3.11.2", {effect("a", "3", 2), effect("b", "3", 3)}));
  const Effects effects({own, builtin}, {"CPython", 3, 11});
  EXPECT_NEAR(effects.of("a", 3)->factor, 5, 1e-9);
  EXPECT_NEAR(effects.of("b", 3)->factor, 3, 1e-9);
}

TEST(EffectsTest, SizesInBetweenAreInterpolated) {
  const Effects effects({table(measured("3.11.2", {effect("a", "0", 0.5), effect("a", "99, early", 2),
                                                   effect("a", "99, late", 8), effect("a", "9,999", 16)}))},
                        {});
  EXPECT_NEAR(effects.of("a", 0)->factor, 0.5, 1e-9);
  EXPECT_NEAR(effects.of("a", 99)->factor, 3.2, 1e-9) << "both together";
  EXPECT_NEAR(effects.of("a", 99)->best, 8.08, 1e-9);
  EXPECT_NEAR(effects.of("a", 999)->factor, std::sqrt(3.2 * 16), 1e-9) << "half way in the logarithm";
  EXPECT_NEAR(effects.of("a", 1e9)->factor, 16, 1e-9);
  EXPECT_NEAR(effects.of("a", std::nullopt)->factor, 3 / (1 / 2.0 + 1 / 8.0 + 1 / 16.0), 1e-9)
      << "all but those of a few elements";
}

/// A function with parameters xs and ys, and what was seen of them.
struct Code {
  explicit Code(const std::string& text, std::map<std::string, std::vector<std::uint64_t>> sizes,
                std::map<std::string, std::vector<std::uint64_t>> numbers = {})
      : module(*source::ParsedModule::parse(text, "case.py")), facts(analysis::Facts::analyse(module)) {
    for (const auto& [name, seen] : sizes) observed.params[name].sizes = seen;
    for (const auto& [name, seen] : numbers) observed.params[name].numbers = seen;
  }
  RuleContext context() const {
    const auto& unit = module.units().front();
    return {module, facts, unit, module.definition(unit), &observed, nullptr, {}};
  }
  /// A candidate of rule "a" that replaces the last text of this kind.
  model::Candidate replacing(const std::string& text) const {
    const auto begin = static_cast<std::uint32_t>(module.bytes().rfind(text));
    model::Candidate candidate;
    candidate.strategy = "a";
    candidate.edits.push_back({{begin, begin + static_cast<std::uint32_t>(text.size())}, "x"});
    return candidate;
  }
  source::ParsedModule module;
  analysis::Facts facts;
  model::ObservedUnit observed;
};

const char* const kSearch = "def f(xs, ys):\n    for x in enumerate(xs):\n        print(x in ys)\n";

TEST(SeenSizeTest, TheLargestContainerThatTheCodeNames) {
  const Code code(kSearch, {{"xs", {0, 3, 5}}, {"ys", {1, 2, 8}}});
  const auto size = seen_size(code.context(), code.replacing("x in ys"));
  ASSERT_TRUE(size);
  EXPECT_EQ(size->typical, 3);
  EXPECT_EQ(size->largest, 8);
}

TEST(SeenSizeTest, UnknownWhereALoopOrAnOperandIs) {
  EXPECT_FALSE(seen_size(Code(kSearch, {{"ys", {1, 2, 8}}}).context(), Code(kSearch, {}).replacing("x in ys")));
  EXPECT_FALSE(seen_size(Code(kSearch, {{"xs", {1, 2, 8}}}).context(), Code(kSearch, {}).replacing("x in ys")));
  const Code turns("def f(xs, n):\n    for i in range(n):\n        print(n in xs)\n",
                   {{"xs", {3, 3, 3}}, {"n", {3, 3, 3}}});
  EXPECT_FALSE(seen_size(turns.context(), turns.replacing("n in xs")));
  const Code waits("def f(xs):\n    while xs:\n        print(1 in xs)\n", {{"xs", {3, 3, 3}}});
  EXPECT_FALSE(seen_size(waits.context(), waits.replacing("1 in xs")));
}

TEST(SeenSizeTest, ARangeTurnsAsOftenAsTheNumberSays) {
  const auto turns = [](const std::string& range, const std::string& before = "pass") {
    const Code code("def f(xs, n):\n    " + before + "\n    for i in " + range + ":\n        print(i in xs)\n",
                    {{"xs", {3, 3, 3}}}, {{"n", {2, 40, 90}}});
    return seen_size(code.context(), code.replacing("i in xs"));
  };
  EXPECT_EQ(turns("range(n)")->typical, 40);
  EXPECT_EQ(turns("range(1, n)")->largest, 90);
  EXPECT_EQ(turns("range(500)")->typical, 500);
  EXPECT_EQ(turns("range(len(xs))")->typical, 3);
  EXPECT_FALSE(turns("range(n)", "n += 1"));
  EXPECT_FALSE(turns("range(5, n)"));
  EXPECT_FALSE(turns("range(n - 1)"));
}

TEST(SeenSizeTest, UnknownWhenTheNameIsBoundAnewOrGrows) {
  const std::string head = "def f(xs):\n    ", tail = "\n    return sorted(xs)\n";
  const auto known = [&](const std::string& line) {
    const Code code(head + line + tail, {{"xs", {3, 3, 3}}});
    return seen_size(code.context(), code.replacing("sorted(xs)")).has_value();
  };
  EXPECT_TRUE(known("pass"));
  EXPECT_TRUE(known("xs.remove(1)"));
  EXPECT_FALSE(known("xs = []"));
  EXPECT_FALSE(known("xs += [1]"));
  EXPECT_FALSE(known("xs.append(1)"));
  EXPECT_FALSE(known("xs[1:] = [1, 2, 3]"));
}

TEST(WeighTest, RefusesWhatIsSlowerAtTheSizesSeen) {
  const Effects effects({table(measured("3.11.2", {effect("a", "3", 0.8), effect("a", "1,000", 50)}))}, {});
  const Code small(kSearch, {{"xs", {1, 3, 3}}, {"ys", {1, 2, 3}}});
  auto candidate = small.replacing("x in ys");
  const auto reason = weigh(effects, small.context(), candidate);
  ASSERT_TRUE(reason);
  EXPECT_THAT(*reason, HasSubstr("slower at the sizes seen: ×0.80 at 3 elements"));
  const Code sometimes(kSearch, {{"xs", {1, 3, 1000}}, {"ys", {1, 2, 3}}});
  EXPECT_FALSE(weigh(effects, sometimes.context(), candidate)) << "some calls may gain";
  const Code large(kSearch, {{"xs", {1, 1000, 1000}}, {"ys", {1, 2, 3}}});
  EXPECT_FALSE(weigh(effects, large.context(), candidate));
  EXPECT_NEAR(candidate.expected_factor, 50, 1e-9);
}

TEST(WeighTest, AnInputThatGainsKeepsTheCandidateLast) {
  const Effects effects({table(measured("3.11.2", {effect("a", "3, early", 0.2), effect("a", "3, late", 2)}))}, {});
  const Code code(kSearch, {{"xs", {3, 3, 3}}, {"ys", {3, 3, 3}}});
  auto candidate = code.replacing("x in ys");
  EXPECT_FALSE(weigh(effects, code.context(), candidate));
  EXPECT_GT(candidate.expected_factor, 1);
  EXPECT_LT(candidate.expected_factor, 1.1);
}

TEST(WeighTest, RefusesWhatIsSlowerOnEveryInput) {
  const Effects effects({table(measured("3.11.2", {effect("a", "3", 0.8), effect("a", "found", 0.9)}))}, {});
  const Code code(kSearch, {});
  auto candidate = code.replacing("x in ys");
  const auto reason = weigh(effects, code.context(), candidate);
  ASSERT_TRUE(reason);
  EXPECT_THAT(*reason, HasSubstr("every input"));
}

TEST(WeighTest, WithoutATableTheFactorStays) {
  const Code code(kSearch, {});
  auto candidate = code.replacing("x in ys");
  candidate.expected_factor = 7;
  EXPECT_FALSE(weigh(Effects(), code.context(), candidate));
  EXPECT_EQ(candidate.expected_factor, 7);
}

TEST(EmbeddedEffectsTest, BelongToInputsOfPages) {
  const auto embedded = EffectsTable::parse(embedded_effects());
  ASSERT_TRUE(embedded) << embedded.error().describe();
  EXPECT_FALSE(embedded->measured().empty());
  EXPECT_EQ(embedded->text(), embedded_effects()) << "as the program would write it";
  for (const auto& one : embedded->measured()) {
    for (const auto& effect : one.effects) {
      const Page* page = builtin_page(effect.rule);
      ASSERT_NE(page, nullptr) << effect.rule;
      const auto timed = std::ranges::any_of(page->cases, [&](const PageCase& entry) {
        return entry.title == effect.title && entry.bench.find("# " + effect.input + "\n") != std::string::npos;
      });
      EXPECT_TRUE(timed) << effect.rule << " has no input '" << effect.input << "' in the case '" << effect.title
                         << "'";
    }
  }
}

}  // namespace
}  // namespace velox::rules
