// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/call_duet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "velox/base/random.hpp"

namespace velox::experiment {

namespace {

constexpr double kShortestA = 0.005;  // a run of A is at least this long, unless arguments get too many
constexpr double kShortestB = 0.002;
constexpr double kLongestRun = 0.2;
constexpr double kPairSeconds = 0.15;      // of runs in a pair, as long as one run of each side is not longer
constexpr double kPairSecondsInAll = 0.6;  // the same with the time that making the arguments takes
constexpr double kMostRounds = 7;
constexpr double kMostCalls = 20000;
constexpr double kMostBytes = 8.0 * (1 << 20);  // pickled arguments of a run
constexpr int kOverheadRuns = 3;
constexpr double kWaitingShare = 0.5;
// A run's account may fall this far short of the clock outside before it counts as the accident or lie that it is.
constexpr double kSlackSeconds = 0.0003;
constexpr double kSlackShare = 0.02;
// And so far in the median of all runs, of which at least kWatchedRuns were seen.
constexpr double kSuspiciousSeconds = 0.0006;
constexpr double kSuspiciousShare = 0.05;
constexpr std::size_t kWatchedRuns = 6;
// Equal programs in two processes differ by some 5 % for as long as these live (where their memory lies, mostly): pairs from
// the same two processes are not independent. So every pair gets new processes, unless the ratio is far beyond what a layout
// can do; then they are replaced after a few pairs.
constexpr double kBeyondLayout = 0.4;  // |log ratio|, about a factor of 1.5
constexpr int kPairsBeyondLayout = 2;
constexpr int kClockTries = 3;
constexpr double kShortest = 1e-7;
constexpr double kStartSeconds = 60;
constexpr double kRunSeconds = 120;

PairFault on(Side side, Fault fault) { return {side, std::move(fault), false}; }

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double slack_of(const RunTimes& times) { return kSlackSeconds + kSlackShare * times.inner_cpu; }

std::expected<void, PairFault> check(const ClockWatch& watch, Side side) {
  if (auto text = watch.suspicion())
    return std::unexpected(PairFault{side, {FaultKind::malformed, *std::move(text), ""}, true});
  return {};
}

std::uint32_t hash_seed(std::uint64_t seed, int generation) {
  // 1..4294967295: 0 would switch randomisation off, which is a layout like any other, but one that people pin.
  return static_cast<std::uint32_t>(Random(seed + static_cast<std::uint64_t>(generation) * 7919).below(4294967295ULL) +
                                    1);
}

std::expected<void, PairFault> feed(WorkerSession& session, Side side, const std::vector<Input>& inputs,
                                    Deadline deadline) {
  for (const Input& input : inputs) {
    auto put = session.put(input.id, input.bytes, deadline);
    if (!put) return std::unexpected(on(side, std::move(put).error()));
  }
  return {};
}

double batch_bytes(const CallPlan& plan) {
  std::map<std::string_view, std::size_t> sizes;
  for (const Input& input : plan.inputs) sizes[input.id] = input.bytes.size();
  double sum = 1;
  for (const std::string& id : plan.batch) sum += static_cast<double>(sizes[id]);
  return sum;
}

void record_peak(WorkerSession* session, SideGauges& gauges, Deadline deadline) {
  if (session == nullptr) return;
  const auto peak = session->peak_rss(deadline.sooner(kStartSeconds));
  if (peak) gauges.peak_rss.push_back(static_cast<double>(*peak));
}

}  // namespace

bool mostly_waits(const RunTimes& times) {
  const double idle = times.wall - times.cpu - times.queued;
  return times.wall > 1e-3 && idle > kWaitingShare * times.wall;
}

double clock_excess(const RunTimes& times, double overhead) { return times.cpu - overhead - times.inner_cpu; }

double decisive_seconds(const RunTimes& times, TimeBase base, double overhead) {
  if (base == TimeBase::wall) return std::max(times.wall - times.queued - overhead, kShortest);
  return std::max(std::min(times.cpu - overhead, times.inner_cpu + slack_of(times)), kShortest);
}

void ClockWatch::add(const RunTimes& times, double overhead) {
  excess_.push_back(clock_excess(times, overhead));
  cpu_.push_back(times.cpu);
}

std::optional<std::string> ClockWatch::suspicion() const {
  if (excess_.size() < kWatchedRuns) return std::nullopt;
  const double excess = median(excess_), cpu = median(cpu_);
  if (excess <= kSuspiciousSeconds + kSuspiciousShare * cpu) return std::nullopt;
  return fmt::format("the clock inside disagrees: {:.4f} s of {:.4f} s CPU time are missing from its account", excess,
                     cpu);
}

Result<LiveCalls::Step> LiveCalls::start(Side side) {
  WorkerSpec spec = side == Side::a ? plan_.a : plan_.b;
  spec.hash_seed = hash_seed(plan_.seed, generation_);
  Loaded loaded;
  auto session = VX_TRY(start_loaded(spec, plan_.deadline.sooner(kStartSeconds), &loaded));
  if (!session) return Step(std::unexpected(on(side, std::move(session).error())));
  Worker& slot = worker(side);
  slot.session = *std::move(session);
  (side == Side::a ? gauges_a_ : gauges_b_).import_s.push_back(static_cast<double>(loaded.import_ns) * 1e-9);
  if (auto fed = feed(*slot.session, side, plan_.inputs, plan_.deadline.sooner(kStartSeconds)); !fed) return Step(fed);
  double least = 1;
  for (int i = 0; i < kOverheadRuns; ++i) {
    const auto times = timed(side, {});
    if (!times) return Step(std::unexpected(times.error()));
    least = std::min(least, times->cpu);
  }
  slot.overhead = least;
  return Step();
}

Result<LiveCalls::Step> LiveCalls::start_both() {
  read_gauges();
  worker_a_ = {};
  worker_b_ = {};
  ++generation_;
  pairs_in_process_ = 0;
  // Which process is started first is drawn by lot too.
  const Side first = Random(plan_.seed + static_cast<std::uint64_t>(generation_)).coin() ? Side::a : Side::b;
  for (const Side side : {first, first == Side::a ? Side::b : Side::a}) {
    if (auto step = VX_TRY(start(side)); !step) return step;
  }
  return calibrate();
}

void LiveCalls::read_gauges() {
  record_peak(worker_a_.session.get(), gauges_a_, plan_.deadline);
  record_peak(worker_b_.session.get(), gauges_b_, plan_.deadline);
}

// A first run of both sides warms them up. In the first generation it also fixes the clock and the number of repeats.
Result<LiveCalls::Step> LiveCalls::calibrate() {
  const int known = repeats_;
  repeats_ = std::max(repeats_, 1);
  const double start = monotonic_seconds();
  const auto a = timed(Side::a, plan_.batch);
  if (!a) return Step(std::unexpected(a.error()));
  const auto b = timed(Side::b, plan_.batch);
  if (!b) return Step(std::unexpected(b.error()));
  if (known > 0) return Step();
  const double both = monotonic_seconds() - start;  // arguments included
  // A change that lets somebody else do the work waits for them: then wall time is the one that counts.
  base_ = mostly_waits(*a) || mostly_waits(*b) ? TimeBase::wall : TimeBase::cpu;
  const double seconds_a = decisive_seconds(*a, base_, worker_a_.overhead),
               seconds_b = decisive_seconds(*b, base_, worker_b_.overhead);
  const double wanted = std::max(kShortestA / seconds_a, std::min(kShortestB / seconds_b, kLongestRun / seconds_a));
  const double most =
      std::min(kMostCalls / std::max(static_cast<double>(plan_.batch.size()), 1.0), kMostBytes / batch_bytes(plan_));
  repeats_ = static_cast<int>(std::clamp(std::ceil(wanted), 1.0, std::max(std::floor(most), 1.0)));
  const double fit =
      std::min(kPairSeconds / (repeats_ * (seconds_a + seconds_b)), kPairSecondsInAll / (repeats_ * both));
  rounds_ = static_cast<int>(std::clamp(fit, 1.0, kMostRounds));
  return Step();
}

std::expected<RunTimes, PairFault> LiveCalls::timed(Side side, const std::vector<std::string>& batch) {
  Worker& slot = worker(side);
  const Deadline deadline = plan_.deadline.sooner(kRunSeconds);
  std::optional<RunTimes> best;
  for (int i = 0; i < kClockTries; ++i) {
    auto prepared = slot.session->prepare(batch, batch.empty() ? 1 : repeats_, deadline);
    if (!prepared) return std::unexpected(on(side, std::move(prepared).error()));
    auto times = slot.session->run(deadline);
    if (!times) return std::unexpected(on(side, std::move(times).error()));
    if (!best || clock_excess(*times, slot.overhead) < clock_excess(*best, slot.overhead)) best = *times;
    // A run with a stolen slice between the clocks is taken again; one that is long anyway hardly minds.
    if (batch.empty() || clock_excess(*best, slot.overhead) <= slack_of(*best) || best->wall > kLongestRun) break;
  }
  return *best;
}

PairAnswer LiveCalls::measure(Side first) {
  using Pair = std::expected<PairTimes, PairFault>;
  const int most = std::abs(last_log_ratio_) > kBeyondLayout ? kPairsBeyondLayout : 1;
  if (worker_a_.session == nullptr || pairs_in_process_ >= most) {
    if (auto step = VX_TRY(start_both()); !step) return Pair(std::unexpected(step.error()));
  }
  // Several short runs of both in turn, the best of each: a burst of noise has to hit all of one side's runs to matter.
  PairTimes pair{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  for (int round = 0; round < rounds_; ++round) {
    const bool turned = round % 2 == 1;
    const Side one = (first == Side::a) != turned ? Side::a : Side::b;
    for (const Side side : {one, one == Side::a ? Side::b : Side::a}) {
      const auto times = timed(side, plan_.batch);
      if (!times) return Pair(std::unexpected(times.error()));
      double& best = side == Side::a ? pair.a : pair.b;
      best = std::min(best, decisive_seconds(*times, base_, worker(side).overhead));
      ClockWatch& watch = side == Side::a ? watch_a_ : watch_b_;
      watch.add(*times, worker(side).overhead);
      if (auto honest = check(watch, side); !honest) return Pair(std::unexpected(honest.error()));
    }
  }
  ++pairs_in_process_;
  last_log_ratio_ = std::log(pair.a / pair.b);
  return Pair(pair);
}

Result<std::expected<RunTimes, PairFault>> ColdSequence::one_run(Side side, std::uint32_t hash) {
  using Run = std::expected<RunTimes, PairFault>;
  WorkerSpec spec = side == Side::a ? plan_.a : plan_.b;
  spec.hash_seed = hash;
  const Deadline deadline = plan_.deadline.sooner(kRunSeconds);
  Loaded loaded;
  auto session = VX_TRY(start_loaded(spec, deadline, &loaded));
  if (!session) return Run(std::unexpected(on(side, std::move(session).error())));
  if (auto fed = feed(**session, side, plan_.inputs, deadline); !fed) return Run(std::unexpected(fed.error()));
  RunTimes empty;
  Answer<RunTimes> times;
  for (const bool real : {false, true}) {
    auto prepared = (*session)->prepare(real ? plan_.batch : std::vector<std::string>(), 1, deadline);
    if (!prepared) return Run(std::unexpected(on(side, std::move(prepared).error())));
    times = (*session)->run(deadline);
    if (!times) return Run(std::unexpected(on(side, std::move(times).error())));
    if (!real) empty = *times;
  }
  times->cpu = std::max(times->cpu - empty.cpu, 0.0);
  SideGauges& gauges = side == Side::a ? gauges_a_ : gauges_b_;
  gauges.import_s.push_back(static_cast<double>(loaded.import_ns) * 1e-9);
  record_peak(session->get(), gauges, deadline);
  return Run(*times);
}

PairAnswer ColdSequence::measure(Side first) {
  using Pair = std::expected<PairTimes, PairFault>;
  const std::uint32_t hash = hash_seed(plan_.seed, static_cast<int>(pair_));
  RunTimes times[2];
  for (const Side side : {first, first == Side::a ? Side::b : Side::a}) {
    const auto run = VX_TRY(one_run(side, hash));
    if (!run) return Pair(std::unexpected(run.error()));
    times[side == Side::a ? 0 : 1] = *run;
    ClockWatch& watch = side == Side::a ? watch_a_ : watch_b_;
    watch.add(*run, 0);
    if (auto honest = check(watch, side); !honest) return Pair(std::unexpected(honest.error()));
  }
  if (pair_++ == 0) base_ = mostly_waits(times[0]) || mostly_waits(times[1]) ? TimeBase::wall : TimeBase::cpu;
  return Pair(PairTimes{decisive_seconds(times[0], base_, 0), decisive_seconds(times[1], base_, 0)});
}

}  // namespace velox::experiment
