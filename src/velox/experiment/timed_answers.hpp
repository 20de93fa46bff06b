// SPDX-License-Identifier: Apache-2.0
// Is B's work in timed runs the work that it was compared for?
//
// Problem: a unit that tells when it is observed can answer rightly then and cut corners while it is timed, or do its work
// where no clock is looking.
// Idea: the judge draws, from the system's entropy, positions of calls in a timed run; the worker keeps what these gave and
// writes it down when the clock has stopped, for both sides, with what the run printed and the settings of the process that
// it left. And the CPU time that a process uses between its runs is compared too: there both sides do the same. Timed runs
// repeat their inputs, so what a side saves only when an input comes again is watched as well, wherever it keeps its results.
// Limits: code that takes over the worker's own functions can still lie; docs/design/fooling-the-judge.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace velox::experiment {

/// What a run's calls are drawn by: not from the experiment's seed, which a candidate could know.
class PositionLot {
 public:
  /// A few positions in `batch` made `repeats` times, in order: half of them over all calls, half of them over distinct
  /// inputs, so that rare and expensive ones come up.
  std::vector<std::size_t> draw(const std::vector<std::string>& batch, int repeats);
  std::uint64_t below(std::uint64_t bound) {
    return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(source_);
  }
  std::random_device& source() { return source_; }

 private:
  std::random_device source_;
};

/// Compares the answers of both sides' runs of the same calls. A difference counts only where A agrees with itself.
class TimedAnswers {
 public:
  /// Names for `WorkerSession::answers` of a run that kept `keep` of `batch`: inputs, then output, settings, state.
  static std::vector<std::string> names(const std::vector<std::string>& batch, const std::vector<std::size_t>& keep);
  /// True when there is something to look into: then A has to run once more.
  bool differ(const std::vector<std::string>& names, const std::vector<std::string>& a,
              const std::vector<std::string>& b) const;
  /// In words, what B does otherwise. Names on which A's runs disagree are never looked at again.
  std::optional<std::string> difference(const std::vector<std::string>& names, const std::vector<std::string>& a,
                                        const std::vector<std::string>& again, const std::vector<std::string>& b);

 private:
  std::set<std::string> unstable_;
};

/// Watches what the processes do between their runs. Seconds of CPU time.
class OffClockWatch {
 public:
  struct Account {
    double run = 0;  ///< of the timed calls
    double off = 0;  ///< of everything around them since the run before
  };
  void add(const Account& a, const Account& b);
  /// In words, once enough runs were seen and B does more off the clock than what a measurement's noise explains and
  /// half of its gain.
  std::optional<std::string> suspicion() const;

 private:
  std::vector<double> excess_, gain_, off_a_;
};

/// Watches whether B waits for somebody else to do its work, whose time is not on its account. Seconds.
class WaitWatch {
 public:
  struct Account {
    double run = 0;   ///< CPU time of the timed calls
    double idle = 0;  ///< of the run, neither on a CPU nor in the queue for one
  };
  void add(const Account& a, const Account& b);
  /// In words, once enough runs were seen and B waits longer than A by more than noise and half of its gain.
  std::optional<std::string> suspicion() const;

 private:
  std::vector<double> excess_, gain_, run_a_;
};

/// Watches whether B gains on inputs that its process has not seen yet, or only when they come again. Seconds of CPU time for
/// the same inputs, each called once, in a process that is warm by other inputs.
class ReuseWatch {
 public:
  struct Account {
    double fresh = 0;  ///< when the process meets the inputs for the first time
    double again = 0;  ///< right after that
  };
  void add(const Account& a, const Account& b);
  /// In words, once enough processes were seen and what B takes longer for fresh inputs, beyond what A does, is more than
  /// half of its gain on repeated ones.
  std::optional<std::string> suspicion() const;

 private:
  std::vector<double> extra_, gain_, again_a_;
};

}  // namespace velox::experiment
