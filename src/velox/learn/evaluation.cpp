// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/evaluation.hpp"

#include <algorithm>
#include <iterator>

#include "velox/base/random.hpp"
#include "velox/learn/oracle.hpp"

namespace velox::learn {

namespace {

constexpr double kTie = 1e-9;

/// Log gain at a time; before the first try 0, after the last one what it left.
double gain_at(const Trajectory& trajectory, double seconds) {
  const auto later = std::ranges::upper_bound(trajectory.steps, seconds, {}, &TrajectoryStep::seconds);
  return later == trajectory.steps.begin() ? 0 : std::prev(later)->gain;
}

/// Mean over the budget of the share of the best gain: between two tries it stays as it is, so that the sum is exact.
double area_of(const Trajectory& trajectory, double best_gain) {
  double area = 0;
  for (std::size_t i = 0; i < trajectory.steps.size(); ++i) {
    const bool last = i + 1 == trajectory.steps.size();
    const double until = last ? trajectory.budget_s : trajectory.steps[i + 1].seconds;
    area += trajectory.steps[i].gain * (until - trajectory.steps[i].seconds);
  }
  return area / (best_gain * trajectory.budget_s);
}

std::vector<double> curve_of(const Trajectory& trajectory, double best_gain) {
  std::vector<double> curve(kCurvePoints);
  for (std::size_t i = 0; i < kCurvePoints; ++i) {
    const double seconds = trajectory.budget_s * static_cast<double>(i) / static_cast<double>(kCurvePoints - 1);
    curve[i] = gain_at(trajectory, seconds) / best_gain;
  }
  return curve;
}

/// A project's means over the seeds.
struct ProjectMean {
  double area = 0, reward = 0;
};

Result<ProjectMean> mean_on(const PolicySetting& setting, const RecordedProject& project, const Yardstick& yardstick,
                            double budget_s, int seeds) {
  ProjectMean mean;
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto trajectory = VX_TRY(play(setting, project, budget_s, static_cast<std::uint64_t>(seed)));
    const Score score = score_of(trajectory, yardstick);
    mean.area += score.area / seeds;
    mean.reward += score.reward / seeds;
  }
  return mean;
}

}  // namespace

Yardstick yardstick_of(const RecordedProject& project, double budget_s) {
  return {best_known_gain(project), std::min(whole_cost(project), budget_s), run_oracle(project, budget_s).reward};
}

Score score_of(const Trajectory& trajectory, const Yardstick& yardstick) {
  Score score;
  score.reward = trajectory.reward;
  score.regret = yardstick.oracle_reward - trajectory.reward;
  score.seconds = trajectory.seconds();
  if (!yardstick.has_gain()) return score;
  score.curve = curve_of(trajectory, yardstick.best_gain);
  score.area = area_of(trajectory, yardstick.best_gain);
  score.gain_share = trajectory.gain() / yardstick.best_gain;
  const auto enough = std::ranges::find_if(
      trajectory.steps, [&](const TrajectoryStep& step) { return step.gain >= kNearlyAll * yardstick.best_gain; });
  score.reached = enough != trajectory.steps.end();
  score.cost = score.reached ? enough->seconds : std::max(yardstick.whole_cost, score.seconds);
  return score;
}

Result<Trajectory> play(const PolicySetting& setting, const RecordedProject& project, double budget_s,
                        std::uint64_t seed) {
  PolicySetting own = setting;
  own.seed = Random(setting.seed ^ (seed << 32)).next();
  auto policy = VX_TRY(make_policy(std::move(own)));
  Experience experience;
  return run_session(*policy, project, experience, {budget_s, true, false});
}

Result<Comparison> compare(const PolicySetting& challenger, const PolicySetting& champion, const OutcomeTable& projects,
                           double budget_s, int seeds) {
  Comparison comparison;
  std::vector<double> areas, rewards;
  for (const RecordedProject& project : projects) {
    const Yardstick yardstick = yardstick_of(project, budget_s);
    const auto ours = VX_TRY(mean_on(challenger, project, yardstick, budget_s, seeds));
    const auto theirs = VX_TRY(mean_on(champion, project, yardstick, budget_s, seeds));
    const double difference = ours.reward - theirs.reward;
    rewards.push_back(difference);
    if (yardstick.has_gain()) areas.push_back(ours.area - theirs.area);
    (difference > kTie ? comparison.wins : difference < -kTie ? comparison.losses : comparison.ties) += 1;
  }
  comparison.area = mean_of(areas);
  comparison.reward = mean_of(rewards);
  return comparison;
}

bool deserves_promotion(const Comparison& comparison) {
  return comparison.reward.count >= kLeastProjects && comparison.reward.low > 0 && comparison.area.high >= 0;
}

}  // namespace velox::learn
