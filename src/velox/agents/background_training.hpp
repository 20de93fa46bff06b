// SPDX-License-Identifier: Apache-2.0
// Training that starts by itself: after a run, when the project has gathered enough sessions since its last bandit was trained. It goes
// on in a process of its own, at the lowest priority, when everything that the run has to say was said.
#pragma once

#include <cstdint>
#include <string>

namespace velox::agents {

inline constexpr std::int64_t kEnoughSessions = 10;  ///< since the last training

/// True when a training has begun. Whatever keeps it from that is no matter of the run.
bool train_in_background(const std::string& root);

}  // namespace velox::agents
