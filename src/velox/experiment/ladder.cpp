// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/ladder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "velox/experiment/call_timer.hpp"
#include "velox/experiment/observation_diff.hpp"

namespace velox::experiment {

namespace {

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
constexpr int kMostFillings = 8;
// Pickled; some seven times that as objects. What is larger than the caches is slower for that alone, so that nothing is
// made much larger unless the recorded calls are.
constexpr std::int64_t kCacheBytes = 32 << 10;
constexpr double kShortest = 1e-9;

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
    runner_ = std::make_unique<CallTimer>(a_, options_.seed, options_.deadline);
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
    const auto timed = least_of(rung.input, static_cast<double>(seen->cpu_ns) * 1e-9);
    return taken(std::move(rung), timed);
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
    static_cast<void>(VX_TRY(add(target_.size)));
    double n = target_.size;
    for (int i = 0; i < kMostHalvings; ++i) static_cast<void>(VX_TRY(add(n /= 2)));
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
  std::unique_ptr<CallTimer> runner_;
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

}  // namespace

Result<Ladder> build_ladder(const WorkerSpec& a, const std::vector<const Input*>& recorded,
                            const ScalingOptions& options) {
  return LadderBuilder(a, options).build(recorded);
}

}  // namespace velox::experiment
