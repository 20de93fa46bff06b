// SPDX-License-Identifier: Apache-2.0
// A replay memory as tensors: the numbers of all transitions in one row, and beside them how many belong to what.
#include <array>
#include <string>

#include "velox/learn/replay.hpp"
#include "velox/learn/safetensors.hpp"

namespace velox::learn {

namespace {

constexpr std::size_t kParts = 4;  // before.state, before.actions, after.state, after.actions

std::array<const std::vector<float>*, kParts> parts_of(const Transition& transition) {
  return {&transition.before.state, &transition.before.actions, &transition.after.state, &transition.after.actions};
}

std::array<std::vector<float>*, kParts> parts_of(Transition& transition) {
  return {&transition.before.state, &transition.before.actions, &transition.after.state, &transition.after.actions};
}

std::unexpected<Error> misfit(const std::string& what) {
  return fail(ErrorCode::invalid, "the replay memory does not fit together: " + what);
}

}  // namespace

void Replay::store(TensorFile& file) const {
  std::vector<float> numbers, rewards, discounts;
  std::vector<std::int64_t> sizes, actions;
  std::vector<double> priorities;
  for (std::size_t place = 0; place < size(); ++place) {
    const Transition& transition = at(place);
    for (const auto* part : parts_of(transition)) {
      numbers.insert(numbers.end(), part->begin(), part->end());
      sizes.push_back(static_cast<std::int64_t>(part->size()));
    }
    rewards.push_back(transition.reward);
    discounts.push_back(transition.discount);
    actions.push_back(transition.action);
    if (priorities_) priorities.push_back(priorities_->weight(place));
  }
  file.add_floats("replay.numbers", {numbers.size()}, numbers);
  file.add_integers("replay.sizes", {size(), kParts}, sizes);
  file.add_integers("replay.actions", {size()}, actions);
  file.add_floats("replay.rewards", {size()}, rewards);
  file.add_floats("replay.discounts", {size()}, discounts);
  file.add_integers("replay.oldest", {1}, std::vector<std::int64_t>{static_cast<std::int64_t>(oldest_)});
  file.add_doubles("replay.priorities", {priorities.size()}, priorities);
  file.add_doubles("replay.largest", {1}, std::vector<double>{largest_});
}

Result<Replay> Replay::restore(ReplaySettings settings, const TensorFile& file) {
  const auto numbers = VX_TRY(file.floats("replay.numbers"));
  const auto sizes = VX_TRY(file.integers("replay.sizes"));
  const auto actions = VX_TRY(file.integers("replay.actions"));
  const auto rewards = VX_TRY(file.floats("replay.rewards"));
  const auto discounts = VX_TRY(file.floats("replay.discounts"));
  const auto oldest = VX_TRY(file.integers("replay.oldest"));
  const auto priorities = VX_TRY(file.doubles("replay.priorities"));
  const auto largest = VX_TRY(file.doubles("replay.largest"));
  const std::size_t count = actions.size();
  if (count > settings.capacity) return misfit("it is larger than its capacity");
  if (sizes.size() != count * kParts || rewards.size() != count || discounts.size() != count)
    return misfit("its tensors differ in length");
  if (priorities.size() != (settings.prioritised ? count : 0)) return misfit("priorities are missing, or too many");
  if (oldest.size() != 1 || largest.size() != 1 || oldest[0] < 0 ||
      static_cast<std::size_t>(oldest[0]) >= settings.capacity)
    return misfit("the place of the oldest transition is outside");
  Replay made(settings);
  std::size_t next = 0;
  for (std::size_t place = 0; place < count; ++place) {
    Transition transition;
    transition.action = static_cast<std::uint32_t>(actions[place]);
    transition.reward = rewards[place];
    transition.discount = discounts[place];
    const auto parts = parts_of(transition);
    for (std::size_t part = 0; part < kParts; ++part) {
      const std::int64_t length = sizes[place * kParts + part];
      if (length < 0 || static_cast<std::size_t>(length) > numbers.size() - next) return misfit("numbers are missing");
      const auto from = numbers.begin() + static_cast<std::ptrdiff_t>(next);
      parts[part]->assign(from, from + length);
      next += static_cast<std::size_t>(length);
    }
    made.transitions_.push_back(std::move(transition));
    if (!settings.prioritised) continue;
    if (!(priorities[place] > 0)) return misfit("a priority is not positive");
    made.priorities_->set(place, priorities[place]);
  }
  if (next != numbers.size()) return misfit("numbers are left over");
  made.oldest_ = static_cast<std::size_t>(oldest[0]);
  made.largest_ = largest[0];
  return made;
}

}  // namespace velox::learn
