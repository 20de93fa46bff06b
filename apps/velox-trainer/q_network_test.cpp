// SPDX-License-Identifier: Apache-2.0
// LibTorch's numbers against plain C++: values, gradients by finite differences, the optimiser by hand.
#include "velox-trainer/q_network.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "velox-trainer/adam.hpp"
#include "velox/base/random.hpp"
#include "velox/learn/q_function.hpp"

namespace velox::trainer {
namespace {

std::vector<float> drawn(std::size_t count, Random& random) {
  std::vector<float> numbers(count);
  for (float& number : numbers) number = static_cast<float>(2 * random.uniform() - 1);
  return numbers;
}

std::vector<learn::NetworkShape> shapes() {
  std::vector<learn::NetworkShape> made;
  for (const learn::Head head : {learn::Head::actions, learn::Head::features})
    for (const bool duelling : {false, true}) {
      made.push_back({head, 5, 3, {17, 9}, duelling});
      made.push_back({head, 5, 3, {}, duelling});
    }
  return made;
}

std::vector<learn::Situation> situations(const learn::NetworkShape& shape, std::size_t count, Random& random) {
  std::vector<learn::Situation> made;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t legal = shape.head == learn::Head::features ? 1 + random.below(4) : 0;
    made.push_back({drawn(shape.state_size, random), drawn(legal * shape.action_size, random)});
  }
  return made;
}

TEST(QNetworkTest, ValuesAreThoseOfThePlainForwardPass) {
  Random random(11);
  for (const auto& shape : shapes()) {
    const auto plan = learn::plan_network(shape).value();
    QNetwork network(plan, 3);
    const auto policy = learn::QFunction::create(
        shape, {network.parameters(Weights::online).begin(), network.parameters(Weights::online).end()});
    const auto exported = learn::QFunction::decode(policy->encode({}), "exported").value();
    Batch batch;
    batch.begin(shape);
    std::vector<float> expected, values;
    for (const auto& situation : situations(shape, 40, random)) {
      batch.add(situation);
      const auto own = exported.values(situation).value();
      expected.insert(expected.end(), own.begin(), own.end());
    }
    network.evaluate(Weights::online, batch, values);
    ASSERT_EQ(values.size(), expected.size());
    for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(values[i], expected[i], 1e-5);
  }
}

double huber(double error) { return std::abs(error) <= 1 ? error * error / 2 : std::abs(error) - 0.5; }

/// The loss of the objective at these parameters, in plain C++.
double loss_at(const learn::NetworkPlan& plan, const std::vector<float>& parameters,
               const std::vector<learn::Situation>& given, const Objective& objective, const Batch& batch) {
  double loss = 0;
  std::vector<float> values;
  for (std::size_t i = 0; i < given.size(); ++i) {
    learn::value_actions(plan, parameters, given[i], values);
    const auto place = static_cast<std::size_t>(objective.chosen[i]) - batch.starts()[i];
    loss += objective.weights[i] * huber(values[place] - objective.targets[i]) / static_cast<double>(given.size());
  }
  return loss;
}

TEST(QNetworkTest, GoesDownTheGradientOfTheLoss) {
  Random random(12);
  for (const auto& shape : shapes()) {
    const auto plan = learn::plan_network(shape).value();
    QNetwork network(plan, 4);
    const auto given = situations(shape, 8, random);
    Batch batch;
    batch.begin(shape);
    Objective objective;
    for (const auto& situation : given) {
      const std::size_t legal = learn::legal_actions(shape, situation);
      objective.chosen.push_back(static_cast<std::int64_t>(batch.values() + random.below(legal)));
      objective.targets.push_back(static_cast<float>(4 * random.uniform() - 2));
      objective.weights.push_back(static_cast<float>(0.2 + random.uniform()));
      batch.add(situation);
    }
    std::vector<float> before(network.parameters(Weights::online).begin(), network.parameters(Weights::online).end());
    std::vector<float> errors;
    const double loss = network.improve(batch, objective, 1e-4, errors);
    EXPECT_NEAR(loss, loss_at(plan, before, given, objective, batch), 1e-5);
    // The first step of Adam moves each parameter by the rate, against the sign of its gradient.
    const auto after = network.parameters(Weights::online);
    int looked_at = 0;
    for (std::size_t i = 0; i < before.size(); i += 3) {
      std::vector<float> up = before, down = before;
      up[i] += 1e-2F;
      down[i] -= 1e-2F;
      const double slope = loss_at(plan, up, given, objective, batch) - loss_at(plan, down, given, objective, batch);
      if (std::abs(slope) < 1e-4) continue;
      EXPECT_NEAR(after[i] - before[i], slope > 0 ? -1e-4 : 1e-4, 2e-6) << i;
      ++looked_at;
    }
    EXPECT_GT(looked_at, 2);
  }
}

TEST(QNetworkTest, TheTargetFollowsOnlyWhenItIsTold) {
  const learn::NetworkShape shape{learn::Head::actions, 2, 2, {4}, true};
  QNetwork network(learn::plan_network(shape).value(), 1);
  Batch batch;
  batch.begin(shape);
  batch.add({{1, 2}, {}});
  std::vector<float> before, target, online, errors;
  network.evaluate(Weights::target, batch, before);
  network.improve(batch, {{0}, {5}, {1}}, 0.1, errors);
  network.evaluate(Weights::target, batch, target);
  network.evaluate(Weights::online, batch, online);
  EXPECT_EQ(target, before);
  EXPECT_NE(online, before);
  network.copy_to_target();
  network.evaluate(Weights::target, batch, target);
  EXPECT_EQ(target, online);
}

TEST(AdamTest, TakesTheStepsOfThePaper) {
  Adam adam(1);
  std::vector<float> parameter{1};
  // g = 2: m = 0.2, v = 0.004; corrected 2 and 4: a step of rate * 2 / 2.
  adam.step(parameter, std::vector<float>{2}, 0.1, 100);
  EXPECT_NEAR(parameter[0], 0.9, 1e-6);
  // g = -1: m = 0.08, v = 0.004996; corrected 0.08 / 0.19 and 0.004996 / 0.001999.
  adam.step(parameter, std::vector<float>{-1}, 0.1, 100);
  EXPECT_NEAR(parameter[0], 0.9 - 0.1 * (0.08 / 0.19) / std::sqrt(0.004996 / 0.001999), 1e-6);
}

TEST(AdamTest, ShortensLongGradients) {
  Adam adam(2);
  std::vector<float> parameters{0, 0};
  adam.step(parameters, std::vector<float>{30, 40}, 0.1, 5);
  EXPECT_NEAR(adam.mean()[0], 0.1 * 3, 1e-6);
  EXPECT_NEAR(adam.mean()[1], 0.1 * 4, 1e-6);
}

}  // namespace
}  // namespace velox::trainer
