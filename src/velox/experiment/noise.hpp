// SPDX-License-Identifier: Apache-2.0
// How noisy this machine is now, told before anything is measured on it.
//
// Problem: how long a timed run has to be depends on the machine and the hour, and a user whose small gains stay undecided should be
// told that it is the machine. Idea: two threads of ours do the same work on the CPU that duets use, at once, as a duet does.
// They are equal, so how their CPU times differ from pair to pair is noise, and wall time beyond both is what others took. A third of a second.
// Limits: it is a sample; programs that start later are not in it. What memory layout does to a process is not seen by threads of one.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace velox::experiment {

/// Timed runs of this length are long enough on a quiet machine: the scheduler changes between both sides many times.
inline constexpr double kShortestShared = 0.05;
inline constexpr double kLongestShared = 0.12;

struct Noise {
  double scatter = 0;  ///< standard deviation of log(A / B) of equal runs of `run_seconds`, robust (1.4826 MAD)
  double contention =
      1;  ///< wall time of a pair over CPU time of both: 1 alone on the CPU, 2 when half of it goes to others
  double run_seconds = kShortestShared;  ///< how long a run of a duet should be, so that the scatter is small

  /// From pairs of runs of `seconds` each: log ratios, and the wall and CPU seconds of all.
  static Noise of(const std::vector<double>& log_ratios, double seconds, double wall, double cpu);
  /// What a user should know, in a sentence; nothing on a machine that is quiet enough.
  std::optional<std::string> warning() const;
};

/// Measures for about a third of a second where duets run. Its threads end with the call.
Noise measure_noise();

}  // namespace velox::experiment
