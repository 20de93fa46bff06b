// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/scaling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "velox/experiment/call_timer.hpp"
#include "velox/experiment/observation_diff.hpp"

namespace velox::experiment {

namespace {

constexpr double kTimeoutFactor = 20, kLeastTimeout = 2;  // as for every other comparison
constexpr int kLeastRounds = 3;                           // of a size that is used
constexpr std::uint32_t kOtherHash = 7919;

// Compares B with A on every rung and times both.
class Measurement {
 public:
  Measurement(const Ladder& ladder, const WorkerSpec& a, const WorkerSpec& b, const ScalingOptions& options)
      : ladder_(ladder),
        options_(options),
        spec_a_(a),
        a_(a, options.seed, options.deadline),
        b_(b, options.seed, options.deadline) {}

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
    CallTimer again(spec_a_, options_.seed + kOtherHash, options_.deadline);
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
  CallTimer a_, b_;
  std::vector<Size> sizes_;
  double round_s_ = 0;
  Scaling result_;
};

model::GrowthSide side_of(const GrowthFit& fit) {
  return {fit.exponent, fit.low, fit.high, fit.clear() ? to_string(fit.best) : ""};
}

}  // namespace

Result<Scaling> measure_scaling(const Ladder& ladder, const WorkerSpec& a, const WorkerSpec& b,
                                const ScalingOptions& options) {
  return Measurement(ladder, a, b, options).measure();
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
