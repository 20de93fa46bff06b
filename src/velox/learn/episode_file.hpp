// SPDX-License-Identifier: Apache-2.0
// Recorded episodes as JSON lines, one decision a line (schemas/velox.transitions-1.json): what was known, what could
// be chosen and what was, and what it brought. This is how experience travels from the program to its trainer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/learn/situation.hpp"

namespace velox::learn {

struct Decision {
  Situation situation;
  std::uint32_t action = 0;
  float reward = 0;
  bool done = false;  ///< the episode ended with it

  bool operator==(const Decision&) const = default;
};

struct Episode {
  std::string name;
  std::vector<Decision> decisions;

  bool operator==(const Episode&) const = default;
};

struct EpisodeFile {
  std::vector<Episode> episodes;
  std::size_t state_size = 0, action_size = 0;  ///< the same in all decisions
};

/// The lines of one episode follow each other, steps count from 0, and all sizes agree. `what` names the text in errors.
/// Errors: invalid, with the number of the line and what is wrong there; or when there is no decision at all.
Result<EpisodeFile> read_episodes(std::string_view text, std::string_view what);

/// The lines of one episode. REQUIRES: each decision has as many features for each action as `action_size` says.
std::string write_episode(const Episode& episode, std::size_t action_size);

/// The n-step transitions of an episode. What a last decision led to is unknown when it is not `done`: the episode is
/// cut before it. REQUIRES: steps > 0.
std::vector<Transition> transitions_of(const Episode& episode, std::size_t steps, double gamma);

}  // namespace velox::learn
