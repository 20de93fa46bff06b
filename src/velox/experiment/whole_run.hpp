// SPDX-License-Identifier: Apache-2.0
// Compares and times runs of the whole workload, for what can't be judged call by call.
//
// What is compared: exit status, stdout, stderr (without the line numbers and source lines of tracebacks) and the files
// written below the project. A is run twice first, under two hash seeds: what differs between the two is not a property of the
// program. A line of output that varies only in its numbers (timings) is compared without them; one that varies otherwise is
// not compared, and both are reported in words, to stand beside the verdict.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "velox/experiment/duet.hpp"
#include "velox/experiment/test_run.hpp"

namespace velox::experiment {

/// What one run did, as far as it is compared.
struct WholeOutput {
  int exit_code = 0;
  std::vector<std::string> out, err;         ///< lines
  std::map<std::string, std::string> files;  ///< relative path -> SHA-256, "" = removed
};

struct WholeRun {
  model::Outcome outcome;
  WholeOutput output;
  /// It ran to its end by itself, with any exit status.
  bool ended() const { return outcome.kind == model::OutcomeKind::ok || outcome.kind == model::OutcomeKind::failed; }
};

/// A side whose view may be reset after a run.
struct WholeSide {
  SideRun run;
  sandbox::ProjectView* view = nullptr;
};

/// `cpu`: the only one that the run may use.
Result<WholeRun> run_whole(const WholeSide& side, const profile::Workload& workload, std::uint32_t hash_seed,
                           Deadline deadline, std::optional<int> cpu = std::nullopt);

/// What must be the same. Built from two runs of A.
class WholeReference {
 public:
  /// `unusable` says why runs of this workload can't be compared.
  static WholeReference from_runs(const WholeRun& first, const WholeRun& second);
  const std::optional<std::string>& unusable() const { return unusable_; }
  /// The first difference, in words, or nothing.
  std::optional<std::string> difference(const WholeRun& run) const;
  /// What was left out of the comparison, in words, for people.
  const std::vector<std::string>& assumptions() const { return assumptions_; }
  double wall_s() const { return wall_s_; }
  /// CPU time is a small part of the time: the workload waits.
  bool waits() const { return waits_; }

 private:
  enum class LineRule { exact, without_numbers, skipped };
  struct Stream {
    std::vector<std::string> lines;
    std::vector<LineRule> rules;
    bool compared = true;
  };
  Stream learn(const std::vector<std::string>& one, const std::vector<std::string>& two, const char* name);
  static std::optional<std::string> stream_difference(const Stream& stream, const std::vector<std::string>& lines,
                                                      const char* name);
  int exit_code_ = 0;
  Stream out_, err_;
  std::map<std::string, std::string> files_;
  std::vector<std::string> ignored_files_;
  std::vector<std::string> assumptions_;
  std::optional<std::string> unusable_;
  double wall_s_ = 0;
  bool waits_ = false;
};

/// Two runs of A.
Result<WholeReference> build_whole_reference(const WholeSide& a, const profile::Workload& workload, Deadline deadline);

/// Times whole runs; each run of B is compared as well, and a difference is a fault of side B. With a CPU to share, and unless
/// the workload waits, both sides run at once (together.hpp); once that has gone wrong, as with programs that
/// cannot run twice at a time, they run in turn.
class WholePairs : public PairSource {
 public:
  WholePairs(WholeSide a, WholeSide b, const profile::Workload& workload, const WholeReference& reference,
             std::uint64_t seed, std::optional<int> cpu, Deadline deadline)
      : a_(std::move(a)),
        b_(std::move(b)),
        workload_(workload),
        reference_(reference),
        seed_(seed),
        cpu_(cpu),
        deadline_(deadline) {}
  PairAnswer measure(Side first) override;
  const std::vector<double>& peaks(Side side) const { return side == Side::a ? peaks_a_ : peaks_b_; }

 private:
  WholeSide a_, b_;
  const profile::Workload& workload_;
  const WholeReference& reference_;
  std::expected<double, PairFault> time_of(Side side, const WholeRun& run);
  Result<std::expected<PairTimes, PairFault>> in_turn(Side first, std::uint32_t hash_seed);
  Result<std::expected<PairTimes, PairFault>> at_once(Side first, std::uint32_t hash_seed);
  std::uint64_t seed_;
  std::optional<int> cpu_;  // nothing: runs in turn, on any
  Deadline deadline_;
  std::uint32_t pair_ = 0;
  std::vector<double> peaks_a_, peaks_b_;
};

/// Text normalisations, for tests: numbers with their units become '#', runs of blanks one blank.
std::string without_numbers(std::string_view line);
/// A line without the time that it says something took: two runs of A may agree on that by chance, and B is meant to differ.
/// Only where it is surely that: the last line of a test run ("3 passed in 0.12s"), and times behind "took" and "elapsed".
std::string without_elapsed(std::string_view line);
/// Lines of stderr without what a traceback says about places in source files.
std::vector<std::string> without_places(const std::vector<std::string>& lines);

}  // namespace velox::experiment
