// SPDX-License-Identifier: Apache-2.0
// PairSources that time calls of a unit in Python workers.
//
// LiveCalls: two workers on one CPU run the same batch of calls at once (together.hpp), on fresh arguments each time; a pair
// is the round with the middle ratio of a few. Without a CPU to share, or when the unit waits, they run in turn. Each pair has
// new processes with another hash seed, because the layout of a process's memory shifts its speed by some per cent for its
// whole life; only for large ratios are processes kept for more pairs.
// ColdSequence: for candidates that keep state between calls. Each run is a new process that makes the recorded calls once, in
// the order they happened.
//
// Both take the clock that suits the unit: CPU time of the process, or, when it mostly waits, wall time without queueing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "velox/experiment/duet.hpp"
#include "velox/experiment/inputs.hpp"
#include "velox/experiment/noise.hpp"
#include "velox/experiment/timed_answers.hpp"
#include "velox/experiment/worker_session.hpp"

namespace velox::experiment {

enum class TimeBase { cpu, wall };

/// True when the process spent most of the time, and milliseconds, neither on a CPU nor in the queue for one.
bool mostly_waits(const RunTimes& times);
/// CPU time measured from outside beyond the cost of an empty run and what the worker says it used; seconds.
double clock_excess(const RunTimes& times, double overhead);
/// The decisive seconds of a run: what was measured from outside less `overhead`, the cost of an empty run. Where the worker
/// accounts for less than that, its figure plus a small tolerance: a stolen CPU slice that falls between the two clocks is no
/// cost of the calls. ClockWatch sees to it that this does not become a habit.
double decisive_seconds(const RunTimes& times, TimeBase base, double overhead);

/// Watches one side's clocks over all runs of a duet. A slice of CPU time that is stolen between the clocks is an accident;
/// an account that is too low in most runs is not.
class ClockWatch {
 public:
  void add(const RunTimes& times, double overhead);
  /// In words, once enough runs were seen and in most of them the worker accounts for too little.
  std::optional<std::string> suspicion() const;

 private:
  std::vector<double> excess_, cpu_;
};

struct CallPlan {
  WorkerSpec a, b;
  std::vector<Input> inputs;       ///< all that the batch names
  std::vector<std::string> batch;  ///< ids, in order
  std::uint64_t seed = 0;
  double shortest_shared_s = kShortestShared;  ///< of a run beside the other side's
  ReuseWatch* reuse = nullptr;                 ///< of all duets of a candidate: one alone may have too few processes
  Deadline deadline;
};

/// What the processes of a duet showed besides time: medians over processes.
struct SideGauges {
  std::vector<double> peak_rss;
  std::vector<double> import_s;
};

class LiveCalls : public PairSource {
 public:
  explicit LiveCalls(CallPlan plan) : plan_(std::move(plan)) {}
  PairAnswer measure(Side first) override;
  TimeBase base() const { return base_; }
  const SideGauges& gauges(Side side) const { return side == Side::a ? gauges_a_ : gauges_b_; }
  /// Number of process pairs that were used.
  int generations() const { return generation_; }
  /// Reads the memory peaks of the live processes into the gauges.
  void read_gauges();

 private:
  struct Worker {
    std::unique_ptr<WorkerSession> session;
    double overhead = 0;
    double off_clock = 0;  // CPU seconds between the last two runs
  };
  using Step = std::expected<void, PairFault>;
  Result<Step> start_both();
  Result<Step> start(Side side);
  Result<Step> calibrate();
  /// The first real calls of two new processes: each distinct input once, the second half of them twice (ReuseWatch).
  Step meet_inputs();
  std::expected<double, PairFault> seconds_for(Side side, const std::vector<std::string>& inputs);
  struct Both {
    RunTimes a, b;
  };
  /// Both run at the same time on one CPU.
  bool shared() const { return base_ == TimeBase::cpu && plan_.a.cpu.has_value() && plan_.a.cpu == plan_.b.cpu; }
  std::expected<void, PairFault> prepare(Side side, const std::vector<std::string>& batch);
  std::expected<RunTimes, PairFault> timed(Side side, const std::vector<std::string>& batch);
  std::expected<Both, PairFault> run_both(Side first);
  /// After a run that seems to wait: whether the next ones do as well.
  std::expected<bool, PairFault> always_waits(Side side, const RunTimes& first);
  std::expected<std::vector<std::string>, PairFault> answers(Side side);
  /// Of the runs that both sides have just made.
  Step compare_answers();
  ReuseWatch& reuse() { return plan_.reuse != nullptr ? *plan_.reuse : own_reuse_; }
  Worker& worker(Side side) { return side == Side::a ? worker_a_ : worker_b_; }

  CallPlan plan_;
  Worker worker_a_, worker_b_;
  SideGauges gauges_a_, gauges_b_;
  ClockWatch watch_a_, watch_b_;
  OffClockWatch off_clock_;
  WaitWatch waits_;
  ReuseWatch own_reuse_;
  PositionLot lot_;
  TimedAnswers timed_answers_;
  std::vector<std::size_t> keep_;  // in the runs of this round
  std::uint64_t run_seed_ = 0;     // for the random generators of both sides' runs
  TimeBase base_ = TimeBase::cpu;
  int generation_ = 0;
  int pairs_in_process_ = 0;
  double last_log_ratio_ = 0;
  int repeats_ = 0;  // of the batch in one run
  int rounds_ = 1;   // runs of each side in a pair; odd
};

class ColdSequence : public PairSource {
 public:
  /// `plan.batch` is the sequence.
  explicit ColdSequence(CallPlan plan) : plan_(std::move(plan)) {}
  PairAnswer measure(Side first) override;
  TimeBase base() const { return base_; }
  const SideGauges& gauges(Side side) const { return side == Side::a ? gauges_a_ : gauges_b_; }

 private:
  struct Ready {
    std::unique_ptr<WorkerSession> session;
    double overhead = 0;
    double off_clock = 0;
    RunTimes times;
    std::vector<std::string> answers;
  };
  Result<std::expected<Ready, PairFault>> get_ready(Side side, std::uint32_t hash_seed);
  std::expected<void, PairFault> finish(Side side, Ready& ready, const Answer<RunTimes>& times);
  Result<std::expected<bool, PairFault>> always_waits(Side side, const RunTimes& first, std::uint32_t hash_seed);
  PairAnswer compare(const PairTimes& pair, const Ready& a, const Ready& b, std::uint32_t hash_seed);
  CallPlan plan_;
  SideGauges gauges_a_, gauges_b_;
  ClockWatch watch_a_, watch_b_;
  OffClockWatch off_clock_;
  WaitWatch waits_;
  PositionLot lot_;
  TimedAnswers timed_answers_;
  std::vector<std::size_t> keep_;
  TimeBase base_ = TimeBase::cpu;
  std::uint32_t pair_ = 0;
};

}  // namespace velox::experiment
