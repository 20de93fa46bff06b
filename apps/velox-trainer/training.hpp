// SPDX-License-Identifier: Apache-2.0
// The two ways to learn: from an environment that answers, or from episodes that were recorded. Both write into the
// folder of the run, go on from its checkpoint, and leave policy, card and picture there. Not thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "velox-trainer/environment.hpp"
#include "velox-trainer/run_folder.hpp"
#include "velox/base/cancel.hpp"
#include "velox/learn/episode_file.hpp"

namespace velox::trainer {

/// What a run needs beside its folder.
struct Surroundings {
  const CancelToken* cancel = nullptr;
  std::function<void(const Json& line)> on_progress;  ///< an evaluation, or a line about learning
};

/// How a policy did without exploration.
struct Examination {
  double mean = 0, smallest = 0;
  std::int64_t steps = 0;
};

/// Plays `episodes` whole episodes with the best action each time; all chance comes from `random`.
Examination examine(const learn::NetworkPlan& plan, std::span<const float> parameters, Environment& environment,
                    std::int64_t episodes, Random random);

/// Where the chance of the last examination comes from: other starts than those seen in training and in evaluations.
Random final_chance(std::uint64_t seed);

constexpr std::int64_t kFinalEpisodes = 100;

/// The policy kept is that of the best evaluation; it is then examined on 100 episodes of its own. `practice` and
/// `examination` are two environments of one kind. Gives the line of kind "result". Errors: cancelled (a checkpoint may be
/// there), io, invalid (a checkpoint that does not fit).
Result<Json> train_online(RunFolder& folder, Environment& practice, Environment& examination,
                          const std::optional<learn::TensorFile>& checkpoint, const Surroundings& surroundings);

/// Every tenth episode is held out; the policy kept is the last one. Errors as `train_online`.
Result<Json> train_offline(RunFolder& folder, const learn::EpisodeFile& file,
                           const std::optional<learn::TensorFile>& checkpoint, const Surroundings& surroundings);

}  // namespace velox::trainer
