// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/scaling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "velox/experiment/call_duet.hpp"
#include "velox/experiment/observation_diff.hpp"

namespace velox::experiment {

namespace {

constexpr double kStartSeconds = 30;
constexpr double kQuick = 0.003;       // a call of four times the size is taken for granted
constexpr double kProbeSeconds = 0.3;  // for one call while looking for what to scale
constexpr double kProbeRun = 0.0005;
constexpr int kProbeRuns = 3;
constexpr std::array kProbeFactors = {4.0, 2.0, 1.4};
constexpr double kScoreTie =
    0.15;  // exponents closer than this are equal: the simpler target, which comes first, is taken
constexpr std::size_t kMostRecorded = 6;
constexpr int kMostHalvings = 6;
constexpr std::size_t kWantedRungs = 9;
constexpr std::size_t kLeastRungs = 5;
constexpr int kMostFillings = 8;
constexpr double kLeastRun = 5e-6;  // shorter runs are mostly clock
constexpr double kMostCalls = 20000, kMostRunBytes = 128.0 * (1 << 10);
// Pickled; some seven times that as objects. What is larger than the caches is slower for that alone, so that nothing is
// made much larger unless the recorded calls are.
constexpr std::int64_t kCacheBytes = 32 << 10;
constexpr double kShortest = 1e-9;
constexpr double kTimeoutFactor = 20, kLeastTimeout = 2;  // as for every other comparison
constexpr int kLeastRounds = 3;                           // of a size that is used
constexpr double kLoss = 0.03;                            // of the time: what is slower by less is as fast
constexpr std::uint32_t kOtherHash = 7919;

std::uint32_t hash_of(std::uint64_t seed) { return static_cast<std::uint32_t>(seed % 4294967291ULL) + 1; }

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Seconds of one timed call, and how many of the calls raised.
struct Timed {
  double seconds = 0;
  bool raised = false;
  bool waits = false;
  bool short_run = false;  // mostly clock
};

// One worker. After a fault that is not a refusal it can't be used any more: `dead` then.
class Runner {
 public:
  Runner(WorkerSpec spec, std::uint32_t hash, Deadline deadline) : spec_(std::move(spec)), deadline_(deadline) {
    spec_.hash_seed = hash;
    spec_.fixed_layout = true;
  }

  Result<Answer<void>> start() {
    auto session = VX_TRY(start_loaded(spec_, deadline_.sooner(kStartSeconds), &loaded));
    if (!session) return Answer<void>(std::unexpected(std::move(session).error()));
    session_ = *std::move(session);
    if (session_->prepare({}, 1, {}, until())) {
      const auto empty = session_->run(0, until());
      overhead_ = empty ? inner(*empty) : 0;
    }
    return Answer<void>();
  }

  WorkerSession& session() { return *session_; }
  Deadline until() const { return deadline_.sooner(kStartSeconds); }

  Answer<void> put(const Input& input) { return session_->put(input.id, input.bytes, until()); }

  Answer<Observation> observe(const Input& input, std::uint64_t seed, double timeout_s) {
    VX_TRY(put(input));
    return session_->observe(input.id, seed, std::min(timeout_s, std::max(deadline_.left(), 0.1)));
  }

  // One run of so many calls that it takes `run_s`.
  Answer<Timed> time(const Input& input, double expected_s, double run_s) {
    const double wanted = std::clamp(run_s / std::max(expected_s, 1e-8), 1.0, kMostCalls);
    if (!VX_TRY(session_->prepare_again(input.id, static_cast<int>(wanted), until()))) {
      const double fit = std::max(kMostRunBytes / static_cast<double>(input.bytes.size() + 1), 1.0);
      VX_TRY(session_->prepare({input.id}, static_cast<int>(std::min(wanted, fit)), {}, until()));
    }
    const RunTimes times = VX_TRY(session_->run(0, until()));
    const double calls = static_cast<double>(std::max<std::int64_t>(times.calls, 1));
    const double run = std::max(inner(times) - overhead_, kShortest);
    return Timed{run / calls, times.raised > 0, mostly_waits(times), run < kLeastRun};
  }

  Loaded loaded;

 private:
  // A stolen slice of the CPU shows in the wall clock, an expensive clock in the other.
  static double inner(const RunTimes& times) { return std::min(times.inner_cpu, times.inner_wall); }

  WorkerSpec spec_;
  Deadline deadline_;
  std::unique_ptr<WorkerSession> session_;
  double overhead_ = 0;
};

// Finds the target and the rungs on side A.
class LadderBuilder {
 public:
  LadderBuilder(const WorkerSpec& a, const ScalingOptions& options) : a_(a), options_(options) {}

  Result<Ladder> build(const std::vector<const Input*>& recorded) {
    VX_TRY(restart());
    if (runner_ == nullptr) return skip("the unit can't be loaded alone");
    ladder_.params = runner_->loaded.params;
    for (const Input* input : recorded) {
      if (tried_++ >= kMostRecorded || options_.deadline.passed()) break;
      if (VX_TRY(choose_target(*input))) {
        VX_TRY(climb());
        break;
      }
    }
    if (ladder_.parameter.empty() && options_.deadline.passed()) return skip("too little time was left");
    if (ladder_.parameter.empty()) return skip(why_.empty() ? "no recorded call was short enough to be scaled" : why_);
    if (ladder_.rungs.size() < kLeastRungs) return skip("too few sizes could be run in the time");
    return std::move(ladder_);
  }

 private:
  struct Target {
    std::string name;
    double size = 0, score = -1;
    bool fresh = true;
  };

  Ladder skip(std::string why) {
    Ladder ladder;
    ladder.skipped = std::move(why);
    return ladder;
  }

  Result<void> restart() {
    runner_ = std::make_unique<Runner>(a_, hash_of(options_.seed), options_.deadline);
    const auto started = VX_TRY(runner_->start());
    if (!started && started.error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
    if (!started) runner_.reset();
    return {};
  }

  // The quickest of a few runs, if these are quick.
  Answer<Timed> least_of(const Input& input, double expected_s) {
    Timed least = VX_TRY(runner_->time(input, expected_s, kProbeRun));
    for (int i = 1; i < kProbeRuns && least.seconds < options_.call_s / 4; ++i) {
      const Timed again = VX_TRY(runner_->time(input, least.seconds, kProbeRun));
      if (again.seconds < least.seconds || least.short_run) least = again;
    }
    return least;
  }

  // A call that is known to end: only its time is asked for.
  Result<std::optional<Rung>> time_call(Input input, double n) {
    if (runner_ == nullptr) return std::nullopt;
    Rung rung{n, std::move(input), "", 0};
    const auto put = runner_->put(rung.input);
    const auto timed = put ? least_of(rung.input, 1) : Answer<Timed>(std::unexpected(put.error()));
    return taken(std::move(rung), timed);
  }

  // The worker is started again if it died of the call.
  Result<std::optional<Rung>> taken(Rung rung, const Answer<Timed>& timed) {
    if (!timed) {
      if (timed.error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
      if (timed.error().kind != FaultKind::refused) VX_TRY(restart());
      return std::nullopt;
    }
    if (raises_ && timed->raised != *raises_) return std::nullopt;
    last_ = *timed;
    rung.seconds = timed->seconds;
    return rung;
  }

  // Nothing: this size can't be used.
  Result<std::optional<Rung>> try_call(Input input, double n, double timeout_s) {
    if (runner_ == nullptr) return std::nullopt;
    Rung rung{n, std::move(input), "", 0};
    auto seen = runner_->observe(rung.input, options_.seed, timeout_s);
    if (!seen) return taken(std::move(rung), Answer<Timed>(std::unexpected(seen.error())));
    if (flags_of(seen->text).bounded || flags_of(seen->text).timed_out) return std::nullopt;
    rung.observation = std::move(seen->text);
    return taken(std::move(rung), least_of(rung.input, static_cast<double>(seen->cpu_ns) * 1e-9));
  }

  // What is smaller than the recorded call is not observed when only its time is asked for: it ends.
  Result<std::optional<Rung>> try_size(const Target& target, int size, double timeout_s, bool only_time = false) {
    // A worker that was started again does not know the recorded call.
    if (runner_ == nullptr || !runner_->put(*base_)) return std::nullopt;
    auto made = runner_->session().scale(base_->id, target.name, {size}, target.fresh, options_.seed, most_bytes_,
                                         runner_->until());
    if (!made || made->empty()) return std::nullopt;
    ScaledInput& one = made->front();
    Input input;
    input.id = fmt::format("scaled-{}", ++made_);
    input.bytes = std::move(one.made.bytes);
    input.origin = Origin::mutated;
    input.made_how = std::move(one.made.how);
    if (only_time) return time_call(std::move(input), one.size);
    return try_call(std::move(input), one.size, timeout_s);
  }

  // How A's cost changes when this grows; -1 when it can't.
  Result<double> score(Target& target, double base_s) {
    for (const bool fresh : {true, false}) {
      target.fresh = fresh;
      for (const double factor : kProbeFactors) {
        // What takes its time already is made smaller instead.
        const bool down = base_s > kQuick;
        const int wanted = static_cast<int>(std::lround(target.size * (down ? 1 / factor : factor)));
        if (wanted < 1 || wanted == static_cast<int>(target.size)) continue;
        const auto rung = VX_TRY(try_size(target, wanted, kProbeSeconds, down));
        if (!rung || std::abs(rung->n - target.size) < 0.5) continue;
        const double grown = std::log(std::max(rung->seconds, kShortest) / base_s) / std::log(rung->n / target.size);
        return std::max(grown, 0.0);
      }
    }
    return -1;
  }

  Result<bool> choose_target(const Input& input) {
    base_ = &input;
    most_bytes_ =
        std::min(options_.max_bytes, std::max(kCacheBytes, 4 * static_cast<std::int64_t>(input.bytes.size())));
    raises_.reset();
    const auto base = VX_TRY(time_call(input, 0));
    if (!base) return decline("the recorded call takes too long to be run in many sizes");
    if (last_.waits) return decline("its calls wait more than they compute");
    raises_ = last_.raised;
    longest_s_ = std::max(options_.call_s, std::min(base->seconds * 1.3, options_.deadline.left() / 20));
    const auto targets = runner_->session().scale_targets(input.id, runner_->until());
    if (!targets || targets->empty()) return decline("no argument can be made larger");
    std::optional<Target> best;
    for (const ScaleTarget& one : *targets) {
      if (options_.deadline.passed()) break;
      Target target{one.name, one.size};
      target.score = VX_TRY(score(target, std::max(base->seconds, kShortest)));
      if (target.score >= 0 && (!best || target.score > best->score + kScoreTie)) best = target;
    }
    if (!best) return decline("the unit does not accept larger arguments");
    target_ = *best;
    ladder_.parameter = best->name;
    ladder_.typical = best->size;
    ladder_.bucket = input.bucket;
    return true;
  }

  bool decline(std::string why) {
    if (why_.empty() || why_ == "no argument can be made larger") why_ = std::move(why);
    return false;
  }

  // A size that is used when it is new and quick enough.
  Result<bool> add(double wanted) {
    const int size = static_cast<int>(std::lround(wanted));
    if (size < 1 || options_.deadline.passed() || knows(size)) return false;
    const auto rung = VX_TRY(try_size(target_, size, longest_s_ * 2));
    if (!rung || last_.waits || last_.short_run || rung->seconds > longest_s_ || knows(rung->n)) return false;
    ladder_.rungs.push_back(*rung);
    std::ranges::sort(ladder_.rungs, {}, &Rung::n);
    return true;
  }

  bool knows(double n) const {
    return std::ranges::any_of(ladder_.rungs, [&](const Rung& rung) { return std::abs(rung.n - n) < 0.5; });
  }

  Result<void> climb() {
    VX_TRY(add(target_.size));
    double n = target_.size;
    for (int i = 0; i < kMostHalvings; ++i) VX_TRY(add(n /= 2));
    // Upwards until the first size that is too slow, too large or not accepted; then twice half way to it.
    if (!ladder_.rungs.empty()) n = ladder_.rungs.back().n;
    double step = 2;
    for (int failures = 0; failures < 3 && n * step <= target_.size * options_.largest_factor;) {
      if (VX_TRY(add(n * step)))
        n *= step;
      else if (ladder_.rungs.empty() && n > 1)
        n /= step;
      else
        ++failures, step = std::sqrt(step);
    }
    return fill();
  }

  // Between the neighbours that are furthest apart.
  Result<void> fill() {
    for (int i = 0; i < kMostFillings && ladder_.rungs.size() < kWantedRungs && ladder_.rungs.size() > 1; ++i) {
      double widest = 0, middle = 0;
      for (std::size_t at = 1; at < ladder_.rungs.size(); ++at) {
        const Rung &from = ladder_.rungs[at - 1], &to = ladder_.rungs[at];
        const double gap = std::log(to.n / from.n) + std::abs(std::log(to.seconds / from.seconds));
        const double between = std::round(std::sqrt(from.n * to.n));
        if (gap > widest && between > from.n && between < to.n && !refused_.contains(between)) {
          widest = gap;
          middle = between;
        }
      }
      if (middle == 0) break;
      if (!VX_TRY(add(middle))) refused_.insert(middle);
    }
    return {};
  }

  const WorkerSpec& a_;
  const ScalingOptions& options_;
  std::unique_ptr<Runner> runner_;
  const Input* base_ = nullptr;
  std::int64_t most_bytes_ = 0;
  double longest_s_ = 0;  // of a call of A
  Target target_;
  std::optional<bool> raises_;
  Timed last_;
  std::size_t tried_ = 0;
  int made_ = 0;
  std::set<double> refused_;
  std::string why_;  // the most telling reason so far
  Ladder ladder_;
};

// Compares B with A on every rung and times both.
class Measurement {
 public:
  Measurement(const Ladder& ladder, const WorkerSpec& a, const WorkerSpec& b, const ScalingOptions& options)
      : ladder_(ladder),
        options_(options),
        spec_a_(a),
        a_(a, hash_of(options.seed), options.deadline),
        b_(b, hash_of(options.seed), options.deadline) {}

  Result<Scaling> measure() {
    const auto started_a = VX_TRY(a_.start());
    const auto started_b = VX_TRY(b_.start());
    if (!started_a || !started_b) return skip(started_a ? started_b.error() : started_a.error());
    const double whole = options_.deadline.left();
    for (const Rung& rung : ladder_.rungs) {
      if (options_.deadline.passed() || (runs_short(whole) && sizes_.size() >= kLeastRungs)) break;
      if (VX_TRY(agrees(rung))) continue;
      if (!result_.difference) result_.skipped = "a process ended on a larger input";
      return std::move(result_);
    }
    for (int round = 0; round < options_.rounds; ++round) {
      if (round >= kLeastRounds && options_.deadline.left() < round_s_ * 1.2) break;
      if (!VX_TRY(run_round(round))) break;
      if (round == 0) drop_what_does_not_fit();
    }
    return finish();
  }

 private:
  struct Size {
    const Rung* rung;
    double expected_b = 0;
    double wall = 0;  // of its runs in the first round
    std::vector<double> a, b;
  };

  Result<Scaling> skip(const Fault& why) {
    if (why.kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
    result_.skipped = why.text.empty() ? "a process ended" : why.text;
    return std::move(result_);
  }

  // False: it differs, and the result says how.
  Result<bool> agrees(const Rung& rung) {
    auto seen = b_.observe(rung.input, options_.seed, std::max(kLeastTimeout, kTimeoutFactor * rung.seconds));
    if (seen && seen->text == rung.observation) {
      if (flags_of(seen->text).opaque.empty()) ++result_.agreed;
      sizes_.push_back({&rung, static_cast<double>(seen->cpu_ns) * 1e-9, 0, {}, {}});
      return a_.put(rung.input).has_value();
    }
    if (!seen && seen.error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
    if (options_.deadline.passed()) return true;
    if (!VX_TRY(stable(rung))) return seen.has_value() || seen.error().kind == FaultKind::refused;
    const std::string what = seen ? describe_difference(rung.observation, seen->text, ladder_.params)
                                  : "gives no answer: " + seen.error().text;
    result_.difference =
        fmt::format("{} for {} ({})", what, rung.input.made_how, render_arguments(rung.observation, ladder_.params));
    return false;
  }

  // Whether A gives the same on it with another hash seed: what varies can't tell right from wrong.
  Result<bool> stable(const Rung& rung) {
    Runner again(spec_a_, hash_of(options_.seed + kOtherHash), options_.deadline);
    if (!VX_TRY(again.start())) return false;
    const auto seen = again.observe(rung.input, options_.seed, std::max(kLeastTimeout, kTimeoutFactor * rung.seconds));
    return seen && seen->text == rung.observation;
  }

  bool runs_short(double whole) const { return options_.deadline.left() < whole / 2; }

  // On a busy machine the largest sizes give way, so that the others are run often enough.
  void drop_what_does_not_fit() {
    double rest = 0;
    for (const Size& size : sizes_) rest += size.wall * (kLeastRounds - 1);
    while (sizes_.size() > kLeastRungs && rest > options_.deadline.left() * 0.8) {
      rest -= sizes_.back().wall * (kLeastRounds - 1);
      sizes_.pop_back();
    }
  }

  // False: a side did not answer, or the time is over.
  Result<bool> run_round(int round) {
    const double start = monotonic_seconds(), whole = options_.deadline.left();
    for (std::size_t at = 0; at < sizes_.size(); ++at) {
      Size& size = sizes_[at];
      const double before = monotonic_seconds();
      if (options_.deadline.passed()) return false;
      if (round == 0 && at >= kLeastRungs && runs_short(whole)) {
        sizes_.erase(sizes_.begin() + static_cast<std::ptrdiff_t>(at), sizes_.end());
        break;
      }
      std::array<double, 2> seconds{};
      for (const std::size_t turn : {std::size_t{0}, std::size_t{1}}) {
        const std::size_t side = (turn + static_cast<std::size_t>(round)) % 2;
        const auto timed =
            (side == 0 ? a_ : b_)
                .time(size.rung->input, side == 0 ? size.rung->seconds : size.expected_b, options_.run_s);
        if (!timed && timed.error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
        if (!timed) return false;
        seconds[side] = timed->seconds;
      }
      size.a.push_back(seconds[0]);
      size.b.push_back(seconds[1]);
      if (round == 0) size.wall = monotonic_seconds() - before;
    }
    round_s_ = monotonic_seconds() - start;
    return true;
  }

  Scaling finish() {
    std::vector<GrowthPoint> before, after;
    for (const Size& size : sizes_) {
      if (std::ssize(size.a) < kLeastRounds) continue;
      SizeTimes times{size.rung->n, *std::ranges::min_element(size.a), *std::ranges::min_element(size.b), {}};
      for (std::size_t i = 0; i < size.a.size(); ++i) times.log_ratios.push_back(std::log(size.a[i] / size.b[i]));
      before.push_back({times.n, times.a});
      after.push_back({times.n, times.b});
      result_.sizes.push_back(std::move(times));
    }
    result_.before = fit_growth(before);
    result_.after = fit_growth(after);
    if (!result_.before || !result_.after) result_.skipped = "too few sizes could be run in the time";
    return std::move(result_);
  }

  const Ladder& ladder_;
  const ScalingOptions& options_;
  WorkerSpec spec_a_;
  Runner a_, b_;
  std::vector<Size> sizes_;
  double round_s_ = 0;
  Scaling result_;
};

model::GrowthSide side_of(const GrowthFit& fit) {
  return {fit.exponent, fit.low, fit.high, fit.clear() ? to_string(fit.best) : ""};
}

double ratio_at(const SizeTimes& size) {
  return size.log_ratios.empty() ? std::log(size.a / size.b) : median(size.log_ratios);
}

}  // namespace

Result<Ladder> build_ladder(const WorkerSpec& a, const std::vector<const Input*>& recorded,
                            const ScalingOptions& options) {
  return LadderBuilder(a, options).build(recorded);
}

Result<Scaling> measure_scaling(const Ladder& ladder, const WorkerSpec& a, const WorkerSpec& b,
                                const ScalingOptions& options) {
  return Measurement(ladder, a, b, options).measure();
}

std::optional<double> pays_from(const std::vector<SizeTimes>& sizes) {
  std::size_t first = sizes.size();
  while (first > 0 && ratio_at(sizes[first - 1]) > -kLoss) --first;
  if (first == sizes.size()) return std::nullopt;
  if (first == 0) return 0;
  const double below = ratio_at(sizes[first - 1]), above = std::max(ratio_at(sizes[first]), 0.0);
  const double from = std::log(sizes[first - 1].n), to = std::log(sizes[first].n);
  return std::exp(from + (to - from) * (-below / (above - below)));
}

Weighed weigh(const std::vector<SizeTimes>& sizes, const std::vector<RecordedSize>& recorded) {
  Weighed result;
  if (sizes.empty()) return result;
  double calls = 0, before = 0, after = 0;
  for (const RecordedSize& one : recorded) {
    const auto above = std::ranges::find_if(sizes, [&](const SizeTimes& size) { return size.n >= one.n; });
    double log_a = 0, ratio = 0;
    if (above == sizes.begin() || above == sizes.end()) {
      const SizeTimes& end = above == sizes.end() ? sizes.back() : sizes.front();
      // Beyond the ends A's time is taken as linear in n, which no ratio depends on.
      log_a = std::log(end.a) + (above == sizes.end() ? std::log(one.n / end.n) : 0);
      ratio = ratio_at(end);
    } else {
      const SizeTimes &to = *above, &from = *(above - 1);
      const double part = std::log(one.n / from.n) / std::log(to.n / from.n);
      log_a = std::log(from.a) * (1 - part) + std::log(to.a) * part;
      ratio = ratio_at(from) * (1 - part) + ratio_at(to) * part;
    }
    const double time = one.calls * std::exp(log_a);
    calls += one.calls;
    before += time;
    after += time * std::exp(-ratio);
    if (ratio < -kLoss) {
      result.calls_lost += one.calls;
      result.time_lost += time;
    }
  }
  if (before <= 0 || after <= 0) return {};
  result.calls_lost /= calls;
  result.time_lost /= before;
  result.ratio = before / after;
  return result;
}

model::Growth growth_of(const Ladder& ladder, const Scaling& scaling) {
  model::Growth growth;
  growth.parameter = ladder.parameter;
  growth.typical = ladder.typical;
  growth.skipped = !ladder.skipped.empty() ? ladder.skipped : scaling.skipped;
  if (!growth.skipped.empty() || !scaling.before || !scaling.after) return growth;
  growth.before = side_of(*scaling.before);
  growth.after = side_of(*scaling.after);
  const auto from = pays_from(scaling.sizes);
  growth.pays = from.has_value();
  growth.pays_from = from.value_or(0);
  for (const SizeTimes& size : scaling.sizes) growth.sizes.push_back({size.n, size.a, size.b});
  return growth;
}

}  // namespace velox::experiment
