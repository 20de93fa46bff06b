// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/call_duet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "velox/base/random.hpp"
#include "velox/base/statistics.hpp"
#include "velox/experiment/together.hpp"

namespace velox::experiment {

namespace {

// A run of A is at least this long when it is alone on the CPU, unless arguments get too many.
constexpr double kShortestA = 0.005;
constexpr double kShortestB = 0.002;
constexpr double kLongestRun = 0.2;
constexpr double kPairSeconds = 0.3;       // of runs in a pair, as long as one run of each side is not longer
constexpr double kPairSecondsInAll = 0.6;  // the same with the time that making the arguments takes
constexpr double kRoundSeconds = 0.8;      // for a run of each side, arguments included, when shorter runs will do
constexpr double kMostRounds = 5;
constexpr double kMostCalls = 100000;           // so that calls of 100 ns take 10 ms
constexpr double kMostBytes = 8.0 * (1 << 20);  // pickled arguments of a run
constexpr int kOverheadRuns = 3;
// A run waits when most of its wall time, and more than waking up after a message can take, is neither computing nor queueing.
constexpr double kWaitingShare = 0.5;
constexpr double kWaitingSeconds = 0.003;
constexpr int kWaitingRuns = 3;  // in a row: one alone may be the machine's doing
// A run's account may fall this far short of the clock outside before it counts as the accident or lie that it is.
constexpr double kSlackSeconds = 0.0003;
constexpr double kSlackShare = 0.02;
// And so far in the median of all runs, of which at least kWatchedRuns were seen.
constexpr double kSuspiciousSeconds = 0.0006;
constexpr double kSuspiciousShare = 0.05;
constexpr std::size_t kWatchedRuns = 6;
// Equal programs in two processes differ by some per cent for as long as these live, and one in five by 12 % and more (where
// their memory lies, mostly): pairs from the same two processes are not independent. So both sides of a pair get the same
// layout as far as that can be had, another one than the pair before, and every pair gets new processes, unless the ratio is far beyond what a layout
// can do; then they are replaced after a few pairs.
constexpr double kBeyondLayout = 0.4;  // |log ratio|, about a factor of 1.5
constexpr int kPairsBeyondLayout = 2;
constexpr int kClockTries = 3;
constexpr double kShortest = 1e-7;
constexpr double kStartSeconds = 60;
constexpr double kRunSeconds = 120;

PairFault on(Side side, Fault fault) { return {side, std::move(fault), false, false}; }
PairFault differs(std::string text) { return {Side::b, {FaultKind::malformed, std::move(text), ""}, false, true}; }

// The round whose ratio is in the middle: of an odd number of rounds.
PairTimes middle_of(std::vector<PairTimes> rounds) {
  const auto middle = rounds.begin() + static_cast<std::ptrdiff_t>(rounds.size() / 2);
  std::ranges::nth_element(rounds, middle, {}, [](const PairTimes& pair) { return pair.a / pair.b; });
  return *middle;
}

double slack_of(const RunTimes& times) { return kSlackSeconds + kSlackShare * times.inner_cpu; }

template <typename Watch>
std::expected<void, PairFault> check(const Watch& watch, Side side) {
  if (auto text = watch.suspicion())
    return std::unexpected(PairFault{side, {FaultKind::malformed, *std::move(text), ""}, true, false});
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

double idle_seconds(const RunTimes& times) { return std::max(times.wall - times.cpu - times.queued, 0.0); }

// The time that an answer takes to reach us is no waiting of the unit.
double idle_in_calls(const RunTimes& times) {
  return std::clamp(times.inner_wall - times.inner_cpu - times.queued, 0.0, idle_seconds(times));
}

void record_peak(WorkerSession* session, SideGauges& gauges, Deadline deadline) {
  if (session == nullptr) return;
  const auto peak = session->peak_rss(deadline.sooner(kStartSeconds));
  if (peak) gauges.peak_rss.push_back(static_cast<double>(*peak));
}

}  // namespace

bool mostly_waits(const RunTimes& times) {
  const double idle = idle_seconds(times);
  return idle > kWaitingSeconds && idle > kWaitingShare * times.wall;
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
  spec.fixed_layout = true;
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

std::expected<bool, PairFault> LiveCalls::always_waits(Side side, const RunTimes& first) {
  bool waits = mostly_waits(first);
  for (int i = 1; waits && i < kWaitingRuns; ++i) {
    const auto times = timed(side, plan_.batch);
    if (!times) return std::unexpected(times.error());
    waits = mostly_waits(*times);
  }
  return waits;
}

std::expected<double, PairFault> LiveCalls::seconds_for(Side side, const std::vector<std::string>& inputs) {
  if (auto ready = prepare(side, inputs); !ready) return std::unexpected(ready.error());
  const auto times = worker(side).session->run(run_seed_, plan_.deadline.sooner(kRunSeconds));
  if (!times) return std::unexpected(on(side, times.error()));
  return std::min(times->cpu, times->inner_cpu);  // messages are no part of it, and these are short
}

LiveCalls::Step LiveCalls::meet_inputs() {
  std::vector<std::string> inputs;
  for (const Input& input : plan_.inputs) inputs.push_back(input.id);
  std::ranges::shuffle(inputs, lot_.source());
  const auto middle = inputs.begin() + static_cast<std::ptrdiff_t>(inputs.size() / 2);
  const std::vector<std::string> warm(inputs.begin(), middle), fresh(middle, inputs.end());
  if (warm.empty()) return {};
  ReuseWatch::Account accounts[2];
  for (const Side side : {Side::a, Side::b}) {
    for (const auto* part : {&warm, &fresh, &fresh}) {
      const auto seconds = seconds_for(side, *part);
      if (!seconds) return std::unexpected(seconds.error());
      ReuseWatch::Account& account = accounts[side == Side::a ? 0 : 1];
      account.fresh = std::exchange(account.again, *seconds);
    }
  }
  reuse().add(accounts[0], accounts[1]);
  if (auto text = reuse().suspicion()) return std::unexpected(differs(*std::move(text)));
  return {};
}

// A first run of both sides warms them up. In the first generation it also fixes the clock and the number of repeats.
Result<LiveCalls::Step> LiveCalls::calibrate() {
  const int known = std::exchange(repeats_, 1);
  keep_.clear();
  if (auto met = meet_inputs(); !met) return Step(met);
  const double start = monotonic_seconds();
  const auto a = timed(Side::a, plan_.batch);
  if (!a) return Step(std::unexpected(a.error()));
  const auto b = timed(Side::b, plan_.batch);
  if (!b) return Step(std::unexpected(b.error()));
  if (known > 0) {
    repeats_ = known;
    return Step();
  }
  const double both = monotonic_seconds() - start;  // arguments included
  // A change that lets somebody else do the work waits for them: then wall time is the one that counts.
  base_ = TimeBase::cpu;
  for (const auto& [side, times] : {std::pair(Side::a, *a), std::pair(Side::b, *b)}) {
    const auto waits = always_waits(side, times);
    if (!waits) return Step(std::unexpected(waits.error()));
    if (*waits) base_ = TimeBase::wall;
  }
  const double seconds_a = decisive_seconds(*a, base_, worker_a_.overhead),
               seconds_b = decisive_seconds(*b, base_, worker_b_.overhead);
  const double shortest = shared() ? plan_.shortest_shared_s : kShortestA;
  const double affordable = std::max(kRoundSeconds / both, kShortestA / seconds_a);
  const double wanted =
      std::min({std::max(shortest / seconds_a, std::min(kShortestB / seconds_b, kLongestRun / seconds_a)),
                kPairSeconds / (seconds_a + seconds_b), affordable});
  const double most =
      std::min(kMostCalls / std::max(static_cast<double>(plan_.batch.size()), 1.0), kMostBytes / batch_bytes(plan_));
  repeats_ = static_cast<int>(std::clamp(std::ceil(wanted), 1.0, std::max(std::floor(most), 1.0)));
  const double fit =
      std::min(kPairSeconds / (repeats_ * (seconds_a + seconds_b)), kPairSecondsInAll / (repeats_ * both));
  rounds_ = static_cast<int>(std::clamp(fit, 1.0, kMostRounds));
  if (rounds_ % 2 == 0) --rounds_;
  return Step();
}

std::expected<void, PairFault> LiveCalls::prepare(Side side, const std::vector<std::string>& batch) {
  Worker& slot = worker(side);
  const auto keep = batch.empty() ? std::vector<std::size_t>() : keep_;
  auto prepared = slot.session->prepare(batch, batch.empty() ? 1 : repeats_, keep, plan_.deadline.sooner(kRunSeconds));
  if (!prepared) return std::unexpected(on(side, std::move(prepared).error()));
  slot.off_clock = slot.session->cpu_off_the_clock();
  return {};
}

std::expected<RunTimes, PairFault> LiveCalls::timed(Side side, const std::vector<std::string>& batch) {
  Worker& slot = worker(side);
  std::optional<RunTimes> best;
  for (int i = 0; i < kClockTries; ++i) {
    if (auto ready = prepare(side, batch); !ready) return std::unexpected(ready.error());
    auto times = slot.session->run(run_seed_, plan_.deadline.sooner(kRunSeconds));
    if (!times) return std::unexpected(on(side, std::move(times).error()));
    if (!best || clock_excess(*times, slot.overhead) < clock_excess(*best, slot.overhead)) best = *times;
    // A run with a stolen slice between the clocks is taken again; one that is long anyway hardly minds.
    if (batch.empty() || clock_excess(*best, slot.overhead) <= slack_of(*best) || best->wall > kLongestRun) break;
  }
  return *best;
}

// One run of each side, in turn or at once.
std::expected<LiveCalls::Both, PairFault> LiveCalls::run_both(Side first) {
  const Side second = first == Side::a ? Side::b : Side::a;
  keep_ = lot_.draw(plan_.batch, repeats_);
  run_seed_ = lot_.below(1U << 31);
  if (!shared()) {
    const auto one = timed(first, plan_.batch);
    if (!one) return std::unexpected(one.error());
    const auto two = timed(second, plan_.batch);
    if (!two) return std::unexpected(two.error());
    return first == Side::a ? Both{*one, *two} : Both{*two, *one};
  }
  for (const Side side : {first, second}) {
    if (auto ready = prepare(side, plan_.batch); !ready) return std::unexpected(ready.error());
  }
  const Deadline deadline = plan_.deadline.sooner(kRunSeconds);
  auto [one, two] = run_together([&] { return worker(first).session->run(run_seed_, deadline); },
                                 [&] { return worker(second).session->run(run_seed_, deadline); });
  if (!one) return std::unexpected(on(first, std::move(one).error()));
  if (!two) return std::unexpected(on(second, std::move(two).error()));
  return first == Side::a ? Both{*one, *two} : Both{*two, *one};
}

std::expected<std::vector<std::string>, PairFault> LiveCalls::answers(Side side) {
  auto texts = worker(side).session->answers(plan_.deadline.sooner(kRunSeconds));
  if (!texts) return std::unexpected(on(side, std::move(texts).error()));
  return *std::move(texts);
}

LiveCalls::Step LiveCalls::compare_answers() {
  const auto a = answers(Side::a), b = answers(Side::b);
  if (!a) return std::unexpected(a.error());
  if (!b) return std::unexpected(b.error());
  const auto names = TimedAnswers::names(plan_.batch, keep_);
  if (!timed_answers_.differ(names, *a, *b)) return {};
  run_seed_ = lot_.below(1U << 31);  // what depends on chance varies now
  if (const auto times = timed(Side::a, plan_.batch); !times) return std::unexpected(times.error());
  const auto again = answers(Side::a);
  if (!again) return std::unexpected(again.error());
  if (auto text = timed_answers_.difference(names, *a, *again, *b)) return std::unexpected(differs(*std::move(text)));
  return {};
}

PairAnswer LiveCalls::measure(Side first) {
  using Pair = std::expected<PairTimes, PairFault>;
  const int most = std::abs(last_log_ratio_) > kBeyondLayout ? kPairsBeyondLayout : 1;
  if (worker_a_.session == nullptr || pairs_in_process_ >= most) {
    if (auto step = VX_TRY(start_both()); !step) return Pair(std::unexpected(step.error()));
  }
  std::vector<PairTimes> rounds;
  const auto looked_at = static_cast<int>(lot_.below(static_cast<std::uint64_t>(rounds_)));
  for (int round = 0; round < rounds_; ++round) {
    const bool turned = round % 2 == 1;
    const auto both = run_both((first == Side::a) != turned ? Side::a : Side::b);
    if (!both) return Pair(std::unexpected(both.error()));
    rounds.push_back(
        {decisive_seconds(both->a, base_, worker_a_.overhead), decisive_seconds(both->b, base_, worker_b_.overhead)});
    watch_a_.add(both->a, worker_a_.overhead);
    watch_b_.add(both->b, worker_b_.overhead);
    off_clock_.add({both->a.cpu, worker_a_.off_clock}, {both->b.cpu, worker_b_.off_clock});
    if (auto honest = check(off_clock_, Side::b); !honest) return Pair(std::unexpected(honest.error()));
    waits_.add({both->a.cpu, idle_in_calls(both->a)}, {both->b.cpu, idle_in_calls(both->b)});
    if (auto text = waits_.suspicion(); text && base_ == TimeBase::cpu) return Pair(std::unexpected(differs(*text)));
    for (const Side side : {Side::a, Side::b}) {
      if (auto honest = check(side == Side::a ? watch_a_ : watch_b_, side); !honest)
        return Pair(std::unexpected(honest.error()));
    }
    if (round != looked_at) continue;
    if (auto same = compare_answers(); !same) return Pair(std::unexpected(same.error()));
  }
  const PairTimes pair = middle_of(std::move(rounds));
  ++pairs_in_process_;
  last_log_ratio_ = std::log(pair.a / pair.b);
  return Pair(pair);
}

// A new process that has all inputs and has made an empty run, so that only the calls are left to do.
Result<std::expected<ColdSequence::Ready, PairFault>> ColdSequence::get_ready(Side side, std::uint32_t hash) {
  using Answer = std::expected<Ready, PairFault>;
  WorkerSpec spec = side == Side::a ? plan_.a : plan_.b;
  spec.hash_seed = hash;
  spec.fixed_layout = true;
  const Deadline deadline = plan_.deadline.sooner(kRunSeconds);
  Loaded loaded;
  auto session = VX_TRY(start_loaded(spec, deadline, &loaded));
  if (!session) return Answer(std::unexpected(on(side, std::move(session).error())));
  if (auto fed = feed(**session, side, plan_.inputs, deadline); !fed) return Answer(std::unexpected(fed.error()));
  Ready ready;
  ready.session = *std::move(session);
  for (const bool real : {false, true}) {
    auto prepared =
        real ? ready.session->prepare(plan_.batch, 1, keep_, deadline) : ready.session->prepare({}, 1, {}, deadline);
    if (!prepared) return Answer(std::unexpected(on(side, std::move(prepared).error())));
    ready.off_clock = ready.session->cpu_off_the_clock();
    if (real) break;
    const auto empty = ready.session->run(0, deadline);
    if (!empty) return Answer(std::unexpected(on(side, empty.error())));
    ready.overhead = empty->cpu;
  }
  SideGauges& gauges = side == Side::a ? gauges_a_ : gauges_b_;
  gauges.import_s.push_back(static_cast<double>(loaded.import_ns) * 1e-9);
  return Answer(std::move(ready));
}

// After a run: what it took, what it gave, and what the process did off the clock.
std::expected<void, PairFault> ColdSequence::finish(Side side, Ready& ready, const Answer<RunTimes>& times) {
  if (!times) return std::unexpected(on(side, times.error()));
  auto answers = ready.session->answers(plan_.deadline.sooner(kRunSeconds));
  if (!answers) return std::unexpected(on(side, std::move(answers).error()));
  ready.answers = *std::move(answers);
  if (!ready.answers.empty()) ready.answers.pop_back();  // the module's state may change: that is why a sequence judges
  ready.off_clock += ready.session->cpu_off_the_clock();
  ready.times = *times;
  ready.times.cpu = std::max(times->cpu - ready.overhead, 0.0);
  record_peak(ready.session.get(), side == Side::a ? gauges_a_ : gauges_b_, plan_.deadline.sooner(kRunSeconds));
  return {};
}

Result<std::expected<bool, PairFault>> ColdSequence::always_waits(Side side, const RunTimes& first,
                                                                  std::uint32_t hash) {
  using Answer = std::expected<bool, PairFault>;
  bool waits = mostly_waits(first);
  for (int i = 1; waits && i < kWaitingRuns; ++i) {
    auto again = VX_TRY(get_ready(side, hash));
    if (!again) return Answer(std::unexpected(again.error()));
    const auto times = again->session->run(0, plan_.deadline.sooner(kRunSeconds));
    if (!times) return Answer(std::unexpected(on(side, times.error())));
    waits = mostly_waits(*times);
  }
  return Answer(waits);
}

PairAnswer ColdSequence::compare(const PairTimes& pair, const Ready& a, const Ready& b, std::uint32_t hash) {
  using Pair = std::expected<PairTimes, PairFault>;
  // Here calls depend on those before, so it is the place in the sequence that has a name, and A starts cold again.
  std::vector<std::string> places;
  for (const std::size_t at : keep_) places.push_back(fmt::format("{} (call {})", plan_.batch[at], at + 1));
  std::vector<std::size_t> all(places.size());
  std::iota(all.begin(), all.end(), 0);
  auto names = TimedAnswers::names(places, all);
  names.pop_back();
  if (!timed_answers_.differ(names, a.answers, b.answers)) return Pair(pair);
  auto again = VX_TRY(get_ready(Side::a, hash + 1));
  if (!again) return Pair(std::unexpected(again.error()));
  const auto times = again->session->run(lot_.below(1U << 31), plan_.deadline.sooner(kRunSeconds));
  if (auto done = finish(Side::a, *again, times); !done) return Pair(std::unexpected(done.error()));
  if (auto text = timed_answers_.difference(names, a.answers, again->answers, b.answers))
    return Pair(std::unexpected(differs(*std::move(text))));
  return Pair(pair);
}

PairAnswer ColdSequence::measure(Side first) {
  using Pair = std::expected<PairTimes, PairFault>;
  const std::uint32_t hash = hash_seed(plan_.seed, static_cast<int>(pair_));
  const Side second = first == Side::a ? Side::b : Side::a;
  keep_ = lot_.draw(plan_.batch, 1);
  auto one = VX_TRY(get_ready(first, hash));
  if (!one) return Pair(std::unexpected(one.error()));
  auto two = VX_TRY(get_ready(second, hash));
  if (!two) return Pair(std::unexpected(two.error()));
  const Deadline deadline = plan_.deadline.sooner(kRunSeconds);
  const std::uint64_t run_seed = lot_.below(1U << 31);
  const auto run = [&](Ready& ready) { return ready.session->run(run_seed, deadline); };
  // Whether the calls mostly wait is only known after the first pair, which is taken in turn.
  const bool at_once = pair_++ > 0 && base_ == TimeBase::cpu && plan_.a.cpu.has_value();
  Answer<RunTimes> times_one, times_two;
  if (at_once) {
    std::tie(times_one, times_two) = run_together([&] { return run(*one); }, [&] { return run(*two); });
  } else {
    times_one = run(*one);
    times_two = run(*two);
  }
  if (auto done = finish(first, *one, times_one); !done) return Pair(std::unexpected(done.error()));
  if (auto done = finish(second, *two, times_two); !done) return Pair(std::unexpected(done.error()));
  if (pair_ == 1) {
    for (const auto& [side, times] : {std::pair(first, *times_one), std::pair(second, *times_two)}) {
      const auto waits = VX_TRY(always_waits(side, times, hash));
      if (!waits) return Pair(std::unexpected(waits.error()));
      if (*waits) base_ = TimeBase::wall;
    }
  }
  const Ready &a = first == Side::a ? *one : *two, &b = first == Side::a ? *two : *one;
  watch_a_.add(a.times, 0);
  watch_b_.add(b.times, 0);
  off_clock_.add({a.times.cpu, a.off_clock}, {b.times.cpu, b.off_clock});
  if (auto honest = check(watch_a_, Side::a); !honest) return Pair(std::unexpected(honest.error()));
  if (auto honest = check(watch_b_, Side::b); !honest) return Pair(std::unexpected(honest.error()));
  if (auto honest = check(off_clock_, Side::b); !honest) return Pair(std::unexpected(honest.error()));
  waits_.add({a.times.cpu, idle_in_calls(a.times)}, {b.times.cpu, idle_in_calls(b.times)});
  if (auto text = waits_.suspicion(); text && base_ == TimeBase::cpu) return Pair(std::unexpected(differs(*text)));
  const PairTimes pair{decisive_seconds(a.times, base_, 0), decisive_seconds(b.times, base_, 0)};
  return compare(pair, a, b, hash);
}

}  // namespace velox::experiment
