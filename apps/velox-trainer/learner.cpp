// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/learner.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "velox/learn/q_function.hpp"
#include "velox/learn/schedule.hpp"

namespace velox::trainer {

namespace {

learn::ReplaySettings replay_settings(const Settings& settings) {
  learn::ReplaySettings made;
  made.capacity = settings.capacity;
  made.prioritised = settings.prioritised;
  made.alpha = settings.alpha;
  return made;
}

/// The values of one situation of a batch.
std::span<const float> values_at(const Batch& batch, const std::vector<float>& values, std::size_t row) {
  return std::span(values).subspan(batch.starts()[row], batch.starts()[row + 1] - batch.starts()[row]);
}

}  // namespace

Result<Learner> Learner::create(const Settings& settings, learn::NetworkShape shape) {
  shape.hidden = settings.hidden;
  shape.duelling = settings.duelling;
  return Learner(settings, VX_TRY(learn::plan_network(shape)));
}

Learner::Learner(const Settings& settings, learn::NetworkPlan plan)
    : settings_(settings), network_(std::move(plan), settings.seed), replay_(replay_settings(settings)) {}

Update Learner::update(double progress, Random& random) {
  replay_.draw(settings_.batch, learn::Schedule{settings_.beta, 1, 1}.at(progress), random, draw_);
  drawn_.clear();
  for (const std::uint32_t place : draw_.places) drawn_.push_back(&replay_.at(place));
  prepare(drawn_);
  objective_.weights = draw_.weights;
  const double rate = learn::Schedule{settings_.learning_rate, settings_.final_learning_rate, 1}.at(progress);
  Update made;
  made.loss = network_.improve(before_, objective_, rate, errors_);
  replay_.set_errors(draw_.places, errors_);
  for (const float error : errors_) made.error += std::abs(error) / static_cast<double>(errors_.size());
  for (const float target : objective_.targets) made.value += target / static_cast<double>(errors_.size());
  if (++updates_ % settings_.target_every == 0) network_.copy_to_target();
  return made;
}

void Learner::prepare(const std::vector<const learn::Transition*>& transitions) {
  before_.begin(plan().shape);
  after_.begin(plan().shape);
  objective_.chosen.clear();
  objective_.targets.clear();
  for (const learn::Transition* transition : transitions) {
    objective_.chosen.push_back(static_cast<std::int64_t>(before_.values() + transition->action));
    before_.add(transition->before);
    after_.add(transition->after);
  }
  network_.evaluate(Weights::target, after_, target_values_);
  if (settings_.double_targets) network_.evaluate(Weights::online, after_, online_values_);
  for (std::size_t row = 0; row < transitions.size(); ++row)
    objective_.targets.push_back(target_of(*transitions[row], row));
}

float Learner::target_of(const learn::Transition& transition, std::size_t row) const {
  const auto valued = values_at(after_, target_values_, row);
  if (transition.discount == 0 || valued.empty()) return transition.reward;
  const auto chooses = settings_.double_targets ? values_at(after_, online_values_, row) : valued;
  return transition.reward + transition.discount * valued[learn::best_of(chooses)];
}

std::uint32_t Learner::best_action(const learn::Situation& situation) {
  learn::value_actions(plan(), network_.parameters(Weights::online), situation, action_values_);
  return static_cast<std::uint32_t>(learn::best_of(action_values_));
}

double Learner::error_of(const std::vector<learn::Transition>& transitions) {
  double sum = 0;
  for (std::size_t from = 0; from < transitions.size(); from += settings_.batch) {
    drawn_.clear();
    for (std::size_t i = from; i < std::min(from + settings_.batch, transitions.size()); ++i)
      drawn_.push_back(&transitions[i]);
    prepare(drawn_);
    network_.evaluate(Weights::online, before_, online_values_);
    for (std::size_t row = 0; row < drawn_.size(); ++row)
      sum += std::abs(online_values_[static_cast<std::size_t>(objective_.chosen[row])] - objective_.targets[row]);
  }
  return transitions.empty() ? 0 : sum / static_cast<double>(transitions.size());
}

void Learner::store(learn::TensorFile& file) const {
  network_.store(file);
  replay_.store(file);
  file.add_integers("learner.updates", {1}, std::vector<std::int64_t>{updates_});
}

Result<void> Learner::restore(const learn::TensorFile& file) {
  VX_TRY(network_.restore(file));
  learn::Replay replay = VX_TRY(learn::Replay::restore(replay_settings(settings_), file));
  const auto& shape = network_.plan().shape;
  for (std::size_t place = 0; place < replay.size(); ++place) {
    const learn::Transition& transition = replay.at(place);
    if (!learn::fits(shape, transition.before) || !learn::fits(shape, transition.after) ||
        transition.action >= learn::legal_actions(shape, transition.before))
      return fail(ErrorCode::invalid, "the replay memory holds transitions of another network");
  }
  const auto updates = VX_TRY(file.integers("learner.updates"));
  if (updates.size() != 1 || updates[0] < 0) return fail(ErrorCode::invalid, "the count of updates is missing");
  replay_ = std::move(replay);
  updates_ = updates[0];
  return {};
}

}  // namespace velox::trainer
