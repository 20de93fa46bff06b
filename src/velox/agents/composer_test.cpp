// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/composer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "velox/source/edits.hpp"

namespace velox::agents {
namespace {

using ::testing::ElementsAre;

// Replaces one text by another wherever it stands.
struct FakeRule {
  std::string id, from, to;
  double saving;
};

source::ParsedModule parsed(const std::string& text) { return source::ParsedModule::parse(text, "m.py").value(); }

Propose proposals(std::vector<FakeRule> rules, int* asked = nullptr) {
  return [rules = std::move(rules), asked](const source::ParsedModule& module, const std::vector<Rewriting>&) {
    if (asked != nullptr) ++*asked;
    std::vector<model::Candidate> found;
    for (const auto& rule : rules) {
      const auto& bytes = module.bytes();
      for (auto at = bytes.find(rule.from); at != std::string::npos; at = bytes.find(rule.from, at + 1)) {
        model::Candidate candidate;
        candidate.strategy = rule.id;
        candidate.unit = {"m.py", "f"};
        candidate.file = "m.py";
        candidate.edits = {
            {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + rule.from.size())}, rule.to}};
        candidate.line = static_cast<std::uint32_t>(
                             std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
                         1;
        candidate.why = rule.id + " is fast.";
        candidate.expected_saving = rule.saving;
        found.push_back(candidate);
      }
    }
    return found;
  };
}

model::Verdict verdict(model::VerdictKind kind, double estimate = 0) {
  model::Verdict result;
  result.kind = kind;
  result.reason = "test";
  if (estimate > 0) result.speedup = model::Speedup{estimate, estimate, estimate, 6};
  return result;
}

// The search on one text, with verdicts on single candidates of it.
class ComposerTest : public ::testing::Test {
 protected:
  void search(const std::string& text, const std::vector<FakeRule>& rules, Bounds bounds = {}) {
    base_.emplace(parsed(text));
    rules_ = rules;
    composer_ = std::make_unique<Composer>(*base_, proposals(rules, &asked_), bounds);
  }
  void judged(const std::string& strategy, model::VerdictKind kind, double estimate = 0) {
    for (const auto& candidate : proposals(rules_)(*base_, {})) {
      if (candidate.strategy == strategy)
        tried_.add(candidate, base_->bytes(), composer_->form_of(candidate), verdict(kind, estimate));
    }
  }
  std::vector<std::string> found() {
    std::vector<std::string> names;
    combinations_ = composer_->find(tried_, Deadline::after(30));
    for (const auto& combination : combinations_) names.push_back(combination.candidate.strategy);
    return names;
  }

  std::optional<source::ParsedModule> base_;
  std::vector<FakeRule> rules_;
  std::unique_ptr<Composer> composer_;
  Tried tried_;
  std::vector<Combination> combinations_;
  int asked_ = 0;
};

constexpr const char* kOneCall = "def f(x):\n    return slow(x)\n";

TEST_F(ComposerTest, OffersAStepThatMakesRoomTogetherWithWhatItMakesRoomFor) {
  search(kOneCall, {{"opens", "slow(x)", "half(x)", 0.01}, {"pays", "half(x)", "fast(x)", 0.5}});
  ASSERT_THAT(found(), ElementsAre("opens + pays"));
  const auto& candidate = combinations_[0].candidate;
  EXPECT_EQ(source::apply_edits(base_->bytes(), candidate.edits).value(), "def f(x):\n    return fast(x)\n");
  EXPECT_NEAR(candidate.expected_saving, 0.505, 1e-9);
  EXPECT_EQ(candidate.why, "opens is fast. Then: pays is fast.");
  EXPECT_EQ(combinations_[0].sequence.texts[1], "def f(x):\n    return half(x)\n");
}

TEST_F(ComposerTest, LeavesAPromisingStepToBeTriedByItself) {
  search(kOneCall, {{"opens", "slow(x)", "half(x)", 0.2}, {"pays", "half(x)", "fast(x)", 0.5}});
  EXPECT_THAT(found(), ElementsAre());
  judged("opens", model::VerdictKind::no_gain, 1.01);
  EXPECT_THAT(found(), ElementsAre("opens + pays"));
}

TEST_F(ComposerTest, DoesNotBuildOnWhatIsWrong) {
  search(kOneCall, {{"opens", "slow(x)", "half(x)", 0.01}, {"pays", "half(x)", "fast(x)", 0.5}});
  judged("opens", model::VerdictKind::not_equivalent);
  EXPECT_THAT(found(), ElementsAre());
}

TEST_F(ComposerTest, OffersNothingTwice) {
  search(kOneCall, {{"opens", "slow(x)", "half(x)", 0.01}, {"pays", "half(x)", "fast(x)", 0.5}});
  ASSERT_EQ(found().size(), 1U);
  tried_.add(combinations_[0].candidate, base_->bytes(), combinations_[0].form, verdict(model::VerdictKind::no_gain));
  EXPECT_THAT(found(), ElementsAre());
  tried_.base_changed();
  EXPECT_THAT(found(), ElementsAre("opens + pays"));
}

constexpr const char* kTwoCalls = "def f(x):\n    a = one(x)\n    b = two(x)\n    return a + b\n";

TEST_F(ComposerTest, TwoOrdersThatGiveTheSameTreeAreOne) {
  search(kTwoCalls, {{"first", "one(x)", "uno(x)", 0.03}, {"second", "two(x)", "dos(x)", 0.03}});
  EXPECT_THAT(found(), ElementsAre("first + second"));
  judged("second", model::VerdictKind::no_gain, 1.001);
  EXPECT_THAT(found(), ElementsAre()) << "measured to be worth less than was thought";
}

TEST_F(ComposerTest, PutsNoStepThatPaysAloneBehindAnother) {
  search(kTwoCalls, {{"first", "one(x)", "uno(x)", 0.01}, {"second", "two(x)", "dos(x)", 0.3}});
  EXPECT_THAT(found(), ElementsAre());
}

TEST_F(ComposerTest, StepsThatOverlapMeetByProposingAgain) {
  search(kOneCall, {{"inner", "slow", "half", 0.01},
                    {"outer", "return half(x)", "return x", 0.5},
                    {"outer", "return slow(x)", "return wide(x)", 0.02}});
  // "outer" fits the base at that line too, where it promises nothing: it may follow, on the text that "inner" gave.
  ASSERT_THAT(found(), ElementsAre("inner + outer"));
  EXPECT_EQ(combinations_[0].sequence.texts.back(), "def f(x):\n    return x\n");
}

TEST_F(ComposerTest, GoesAsDeepAsItMayAndNoDeeper) {
  const std::vector<FakeRule> chain = {{"a", "slow(x)", "s1(x)", 0.001},
                                       {"b", "s1(x)", "s2(x)", 0.001},
                                       {"c", "s2(x)", "s3(x)", 0.5},
                                       {"d", "s3(x)", "s4(x)", 0.5}};
  search(kOneCall, chain);
  EXPECT_THAT(found(), ElementsAre("a + b + c"));
  search(kOneCall, chain, {.depth = 2});
  EXPECT_THAT(found(), ElementsAre());
}

TEST_F(ComposerTest, AsksRulesAboutAFewTextsOnlyAndOnceEach) {
  std::string text = "def f(x):\n";
  std::vector<FakeRule> rules;
  for (char c = 'a'; c <= 'z'; ++c) {
    text += std::string("    ") + c + "(x)\n";
    rules.push_back({std::string("rule-") + c, std::string(1, c) + "(x)\n", std::string("fast_") + c + "(x)\n", 0.001});
  }
  search(text, rules);
  found();
  EXPECT_LE(asked_, Bounds().expanded);
  const int before = asked_;
  found();
  EXPECT_EQ(asked_, before);
}

// A function with a call of each of so many helpers, and a rule for each.
std::pair<std::string, std::vector<FakeRule>> many_calls(int calls, double saving) {
  std::string text = "def f(x):\n";
  std::vector<FakeRule> rules;
  for (int i = 0; i < calls; ++i) {
    const std::string letter(1, static_cast<char>('a' + i));
    text += "    " + letter + "(x)\n";
    rules.push_back({"rule-" + letter, letter + "(x)\n", "fast_" + letter + "(x)\n", saving});
  }
  return {text, rules};
}

TEST_F(ComposerTest, OffersAllThatGainLittleTogether) {
  const auto [text, rules] = many_calls(8, 0.008);
  search(text, rules);
  const auto names = found();
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names.front(), "rule-a + rule-b + rule-c + rule-d + rule-e + rule-f + rule-g + rule-h");
  EXPECT_EQ(combinations_[0].sequence.steps.size(), 8U);
  EXPECT_NEAR(combinations_[0].candidate.expected_saving, 1 - std::pow(1 - 0.008, 8), 1e-9);
  EXPECT_EQ(source::apply_edits(text, combinations_[0].candidate.edits).value(),
            combinations_[0].sequence.texts.back());
}

TEST_F(ComposerTest, LeavesOutOfManyWhatIsWrongOrLoses) {
  const auto [text, rules] = many_calls(8, 0.009);
  search(text, rules);
  judged("rule-b", model::VerdictKind::not_equivalent);
  judged("rule-c", model::VerdictKind::no_gain, 0.99);
  const auto names = found();
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names.front(), "rule-a + rule-d + rule-e + rule-f + rule-g + rule-h");
}

TEST_F(ComposerTest, ManyThatPromiseTooLittleInAllAreNotPutTogether) {
  const auto [text, rules] = many_calls(8, 0.005);
  search(text, rules);
  EXPECT_THAT(found(), ElementsAre());
  const auto [cold_text, cold_rules] = many_calls(26, 0.0009);
  search(cold_text, cold_rules, {.min_gain = 0.01});
  EXPECT_THAT(found(), ElementsAre()) << "each of them saves less than anybody would change a line for";
}

TEST_F(ComposerTest, NamesARuleThatIsAppliedManyTimesOnce) {
  search("def f(x):\n    slow(x)\n    slow(x)\n    slow(x)\n    slow(x)\n    slow(x)\n",
         {{"quicker", "slow(x)", "fast(x)", 0.02}});
  const auto names = found();
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names.front(), "quicker");
  EXPECT_EQ(combinations_[0].sequence.steps.size(), 5U);
  EXPECT_EQ(combinations_[0].candidate.why, "In 5 steps: quicker is fast.");
}

// --- steps taken out again -----------------------------------------------------------------------------------

Sequence sequence_of(std::vector<std::string> texts) {
  Sequence sequence;
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
    model::Candidate step;
    step.strategy = std::string(1, static_cast<char>('a' + i));
    step.edits = source::edits_between(texts[i], texts[i + 1]);
    sequence.steps.push_back(step);
  }
  sequence.texts = std::move(texts);
  return sequence;
}

TEST(WithoutStepTest, PutsBackWhatNothingRestsOn) {
  const auto sequence = sequence_of({"1\n2\n3\n", "0\n1\nx\n3\n", "0\n1\nx\ny\nz\n"});
  const auto smaller = without_step(sequence, 0);
  ASSERT_TRUE(smaller);
  EXPECT_EQ(smaller->texts.back(), "1\n2\ny\nz\n");
  ASSERT_EQ(smaller->steps.size(), 1U);
  EXPECT_EQ(smaller->steps[0].strategy, "b");
  EXPECT_EQ(source::apply_edits("1\n2\n3\n", smaller->steps[0].edits).value(), "1\n2\ny\nz\n");
  EXPECT_EQ(without_step(sequence, 1)->texts.back(), "0\n1\nx\n3\n");
}

TEST(WithoutStepTest, LeavesWhatALaterStepRestsOn) {
  EXPECT_FALSE(without_step(sequence_of({"1\n2\n", "1\nx\n", "1\ny\n"}), 0));
  EXPECT_FALSE(without_step(sequence_of({"1\n2\n", "1\nx\n"}), 0)) << "nothing would be left";
}

TEST(WithoutStepTest, TakesAStepOutOfTheMiddle) {
  const auto smaller = without_step(sequence_of({"1\n2\n3\n", "a\n2\n3\n", "a\nb\n3\n", "a\nb\nc\n"}), 1);
  ASSERT_TRUE(smaller);
  EXPECT_THAT(smaller->texts, ElementsAre("1\n2\n3\n", "a\n2\n3\n", "a\n2\nc\n"));
}

TEST(MergeTest, ClaimsWhatTheWeakestStepClaims) {
  auto sequence = sequence_of({"1\n", "2\n", "3\n"});
  sequence.steps[0].assurance = model::Assurance::proven;
  sequence.steps[1].assurance = model::Assurance::observed;
  sequence.steps[1].assumptions = {"x is a list"};
  sequence.steps[1].judging = model::Judging::sequence;
  const auto whole = merge(sequence.steps, "1\n", "3\n");
  EXPECT_EQ(whole.strategy, "a + b");
  EXPECT_EQ(whole.assurance, model::Assurance::observed);
  EXPECT_EQ(whole.judging, model::Judging::sequence);
  EXPECT_THAT(whole.assumptions, ElementsAre("x is a list"));
  EXPECT_EQ(source::apply_edits("1\n", whole.edits).value(), "3\n");
}

}  // namespace
}  // namespace velox::agents
