// SPDX-License-Identifier: Apache-2.0
#include "velox/learn/n_step.hpp"

#include <utility>

namespace velox::learn {

void NStep::add(Situation before, std::uint32_t action, float reward, const Situation& after, Ending ending,
                std::vector<Transition>& out) {
  pending_.push_back({std::move(before), action, reward});
  if (ending != Ending::none) {
    while (!pending_.empty()) out.push_back(take_oldest(after, ending));
  } else if (pending_.size() == steps_) {
    out.push_back(take_oldest(after, ending));
  }
}

Transition NStep::take_oldest(const Situation& after, Ending ending) {
  double reward = 0;
  double discount = 1;
  for (const Step& step : pending_) {
    reward += discount * step.reward;
    discount *= gamma_;
  }
  Transition made{std::move(pending_.front().before), pending_.front().action, static_cast<float>(reward), after,
                  ending == Ending::terminal ? 0.0F : static_cast<float>(discount)};
  pending_.pop_front();
  return made;
}

}  // namespace velox::learn
