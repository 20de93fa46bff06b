// SPDX-License-Identifier: Apache-2.0
#include "velox-trainer/batch.hpp"

#include "velox/learn/q_function.hpp"

namespace velox::trainer {

void Batch::begin(const learn::NetworkShape& shape) {
  shape_ = shape;
  states_.clear();
  pairs_.clear();
  starts_.assign(1, 0);
}

void Batch::add(const learn::Situation& situation) {
  states_.insert(states_.end(), situation.state.begin(), situation.state.end());
  const std::size_t legal = learn::legal_actions(shape_, situation);
  starts_.push_back(starts_.back() + static_cast<std::uint32_t>(legal));
  if (shape_.head == learn::Head::actions) return;
  auto features = situation.actions.begin();
  for (std::size_t action = 0; action < legal; ++action) {
    pairs_.insert(pairs_.end(), situation.state.begin(), situation.state.end());
    const auto end = features + static_cast<std::ptrdiff_t>(shape_.action_size);
    pairs_.insert(pairs_.end(), features, end);
    features = end;
  }
}

}  // namespace velox::trainer
