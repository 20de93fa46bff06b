// SPDX-License-Identifier: Apache-2.0
// The closed form against numbers worked out by hand, and what Thompson sampling makes of it.
#include "velox/learn/bandit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"

namespace velox::learn {
namespace {

using ::testing::HasSubstr;

TEST(BayesianRegressionTest, HasThePosteriorOfTheClosedForm) {
  BayesianRegression model({0}, 1, 1);
  const std::vector<double> one{1};
  model.add(one, 2);
  model.add(one, 2);
  // Precision 1 + 2, weighted sum 4. Scale 1 + (8 - 4 * 4/3) / 2 = 7/3, shape 3: mean noise 7/6, variance of the weight 7/18.
  EXPECT_DOUBLE_EQ(model.mean()[0], 4.0 / 3);
  Random random(5);
  double sum = 0, squares = 0;
  constexpr int kDraws = 20000;
  for (int i = 0; i < kDraws; ++i) {
    const double weight = model.sample(random)[0];
    sum += weight;
    squares += weight * weight;
  }
  EXPECT_NEAR(sum / kDraws, 4.0 / 3, 0.02);
  EXPECT_NEAR(squares / kDraws - std::pow(sum / kDraws, 2), 7.0 / 18, 0.03);
}

TEST(BayesianRegressionTest, FindsTheLineBehindNoise) {
  BayesianRegression model({0, 0, 0}, 1, 1);
  Random random(6);
  for (int i = 0; i < 2000; ++i) {
    const std::vector<double> x{1, random.uniform(), random.uniform()};
    model.add(x, 0.5 + 2 * x[1] - x[2] + 0.1 * draw_normal(random));
  }
  const auto weights = model.mean();
  EXPECT_NEAR(weights[0], 0.5, 0.03);
  EXPECT_NEAR(weights[1], 2, 0.03);
  EXPECT_NEAR(weights[2], -1, 0.03);
}

TEST(BayesianRegressionTest, IsReadBackAsItWas) {
  BayesianRegression model({0.5, -1}, 3, 0.25);
  model.add(std::vector<double>{0.1, 0.7}, 1.0 / 3);
  const auto again = BayesianRegression::from_json(model.to_json(), 2);
  ASSERT_TRUE(again);
  Random random(1), same(1);
  EXPECT_EQ(model.sample(random), again->sample(same));
  EXPECT_EQ(again->count(), 1U);
}

TEST(BayesianRegressionTest, RefusesWhatIsNoPosterior) {
  const Json good = BayesianRegression({0, 0}, 1, 1).to_json();
  const auto error_of = [&](const char* key, const Json& value) {
    Json bad = good;
    bad[key] = value;
    return BayesianRegression::from_json(bad, 2).error().message();
  };
  EXPECT_THAT(error_of("precision", {1, 0}), HasSubstr("not a list of 3 numbers"));
  EXPECT_THAT(error_of("precision", {1, 2, 1}), HasSubstr("not positive definite"));
  EXPECT_THAT(error_of("precision", {1, 1e300, 1}), HasSubstr("too large"));
  EXPECT_THAT(error_of("weighted", {1, "x"}), HasSubstr("'weighted'"));
  EXPECT_THAT(error_of("squares", -1), HasSubstr("'squares'"));
  EXPECT_THAT(error_of("noise", 0), HasSubstr("'noise'"));
  EXPECT_THAT(error_of("count", -1), HasSubstr("'count'"));
}

TEST(BayesianRegressionTest, GammaNumbersHaveTheirMeanAndVariance) {
  Random random(3);
  double sum = 0, squares = 0;
  for (int i = 0; i < 20000; ++i) {
    const double number = draw_gamma(4, random);
    sum += number;
    squares += number * number;
  }
  EXPECT_NEAR(sum / 20000, 4, 0.06);
  EXPECT_NEAR(squares / 20000 - 16, 4, 0.5);
}

/// Two candidates that look alike but for the strategy; "pays" and "fails" tell what became of each.
Moment two_candidates() {
  Moment moment;
  moment.units.resize(1);
  moment.units[0].own_share = moment.units[0].cumulative_share = 0.5;
  for (const char* strategy : {"fails", "pays"}) {
    Action action;
    action.strategy = strategy;
    action.expected_factor = 2;
    action.expected_saving = 0.25;
    moment.actions.push_back(action);
  }
  return moment;
}

Outcome outcome_for(std::size_t action) {
  return action == 1 ? Outcome{model::VerdictKind::accepted, std::log(2), 3}
                     : Outcome{model::VerdictKind::no_gain, 0, 3};
}

Bandit bandit_of(std::uint64_t seed, std::string trained = {}) {
  PolicySetting setting;
  setting.seed = seed;
  setting.trained = std::move(trained);
  setting.trained_in = "bandit.json";
  return Bandit::create(std::move(setting)).value();
}

int chosen(Bandit& bandit, std::size_t action) {
  int times = 0;
  for (int i = 0; i < 50; ++i) times += bandit.choose(two_candidates()) == action ? 1 : 0;
  return times;
}

TEST(BanditTest, LearnsThatAStrategyNeverPays) {
  Bandit bandit = bandit_of(1);
  EXPECT_GT(chosen(bandit, 0), 30);  // nothing tells them apart yet: the first, or now and then none
  for (int i = 0; i < 80; ++i) {
    const auto action = bandit.choose(two_candidates());
    if (action) bandit.learn(two_candidates(), *action, outcome_for(*action));
  }
  EXPECT_LE(chosen(bandit, 0), 3);
  EXPECT_GE(chosen(bandit, 1), 45);
}

TEST(BanditTest, StopsWhereNothingPaysAnyMore) {
  Bandit bandit = bandit_of(2);
  Moment moment = two_candidates();
  moment.actions.pop_back();
  for (int i = 0; i < 60; ++i) bandit.learn(moment, 0, outcome_for(0));
  int stops = 0;
  for (int i = 0; i < 50; ++i) stops += bandit.choose(moment) ? 0 : 1;
  EXPECT_GE(stops, 40);
}

TEST(BanditTest, GoesOnFromItsFile) {
  Bandit bandit = bandit_of(1);
  for (int i = 0; i < 40; ++i) bandit.learn(two_candidates(), i % 2, outcome_for(i % 2));
  Bandit again = bandit_of(9, bandit.trained());
  EXPECT_EQ(again.trained(), bandit.trained());
  EXPECT_EQ(again.experience().of("pays").accepted, 20);
  EXPECT_GE(chosen(again, 1), 45);
}

TEST(BanditTest, RefusesAFileThatIsNotItsOwn) {
  const std::string good = bandit_of(1).trained();
  const auto error_of = [&](const char* from, const char* to) {
    PolicySetting setting;
    setting.trained = text::replace_all(good, from, to);
    setting.trained_in = "bandit.json";
    return Bandit::create(std::move(setting)).error();
  };
  EXPECT_EQ(error_of(R"("features":2)", R"("features":1)").code(), ErrorCode::unsupported);
  EXPECT_THAT(error_of("statistics/1", "statistics/9").describe(), HasSubstr("bandit.json: 'schema'"));
  EXPECT_THAT(error_of("chance", "change").describe(), HasSubstr("model 'chance'"));
  EXPECT_THAT(error_of(R"("strategies":{})", R"("strategies":{"a":{"tried":1,"accepted":2}})").describe(),
              HasSubstr("'accepted' of strategy 'a'"));
  EXPECT_EQ(error_of("{", "[").code(), ErrorCode::invalid);
}

}  // namespace
}  // namespace velox::learn
