// SPDX-License-Identifier: Apache-2.0
// Turns single steps into n-step transitions: the rewards of n steps, discounted, and the situation after them (Sutton
// and Barto, "Reinforcement learning", 2nd edition, 2018, section 7.1). At the end of an episode shorter ones come out,
// so that no step is lost. Not thread-safe.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "velox/learn/situation.hpp"

namespace velox::learn {

class NStep {
 public:
  /// REQUIRES: steps > 0 and 0 <= gamma <= 1.
  NStep(std::size_t steps, double gamma) : steps_(steps), gamma_(gamma) {}

  /// One step of the running episode. Appends to `out` what is complete by now; after an ending nothing is pending.
  void add(Situation before, std::uint32_t action, float reward, const Situation& after, Ending ending,
           std::vector<Transition>& out);
  std::size_t pending() const { return pending_.size(); }

 private:
  struct Step {
    Situation before;
    std::uint32_t action;
    float reward;
  };
  Transition take_oldest(const Situation& after, Ending ending);

  std::size_t steps_;
  double gamma_;
  std::deque<Step> pending_;
};

}  // namespace velox::learn
