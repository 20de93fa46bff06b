// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/noise.hpp"

#include <fmt/format.h>
#include <pthread.h>
#include <sched.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <future>
#include <memory>

#include "velox/base/clock.hpp"
#include "velox/base/statistics.hpp"
#include "velox/experiment/together.hpp"
#include "velox/experiment/workload_trial.hpp"

namespace velox::experiment {

namespace {

constexpr int kPairs = 15;
constexpr double kRunSeconds = 0.010;
constexpr double kWantedScatter = 0.004;
constexpr double kWarnScatter = 0.02;
constexpr double kWarnContention = 2.5;

double thread_cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Arithmetic and a walk through half a megabyte, so that caches count as they do for an interpreter.
class Work {
 public:
  void turns(int count) {
    for (int i = 0; i < count; ++i) {
      state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth, MMIX
      cells_[(state_ >> 40) % cells_.size()] += static_cast<std::uint32_t>(state_ >> 33);
    }
  }

 private:
  std::uint64_t state_ = 1;
  std::array<std::uint32_t, (512U << 10) / sizeof(std::uint32_t)> cells_{};
};

void pin_this_thread(std::optional<int> cpu) {
  if (!cpu) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(*cpu, &set);
  ::pthread_setaffinity_np(::pthread_self(), sizeof set, &set);
}

double timed(Work& work, int turns) {
  const double start = thread_cpu_seconds();
  work.turns(turns);
  return thread_cpu_seconds() - start;
}

}  // namespace

Noise Noise::of(const std::vector<double>& log_ratios, double seconds, double wall, double cpu) {
  Noise noise;
  if (log_ratios.empty() || cpu <= 0) return noise;
  const double scatter = robust_deviation(log_ratios);
  // Slices of the scheduler are many and independent: the scatter falls with the square root of a run's length.
  noise.run_seconds =
      std::clamp(seconds * scatter * scatter / (kWantedScatter * kWantedScatter), kShortestShared, kLongestShared);
  noise.scatter = scatter * std::sqrt(seconds / noise.run_seconds);
  noise.contention = std::max(wall / cpu, 1.0);
  return noise;
}

std::optional<std::string> Noise::warning() const {
  if (contention > kWarnContention)
    return fmt::format(
        "other programs take {:.0f} % of the CPU: experiments take longer, and small gains may stay undecided",
        100 * (1 - 1 / contention));
  if (scatter > kWarnScatter)
    return fmt::format("equal programs differ by {:.0f} % on this machine now: small gains may stay undecided",
                       100 * scatter);
  return std::nullopt;
}

Noise measure_noise() {
  const auto cpu = duet_cpu();
  const auto works = std::make_unique<std::array<Work, 2>>();
  constexpr int kProbe = 100000;
  int turns = kProbe;
  std::vector<double> ratios;
  double wall = 0, used = 0;
  const auto run = [&](Work& work) {
    pin_this_thread(cpu);
    return timed(work, turns);
  };
  // Both in threads of their own: the caller's stays where it may run.
  const auto pair = [&] {
    return std::async(std::launch::async,
                      [&] { return run_together([&] { return run((*works)[0]); }, [&] { return run((*works)[1]); }); })
        .get();
  };
  for (int i = -1; i < kPairs; ++i) {
    const double start = monotonic_seconds();
    const auto [a, b] = pair();
    if (i < 0) {  // fixes how much work a run is
      turns = static_cast<int>(std::clamp(kProbe * kRunSeconds / std::max(std::min(a, b), 1e-6), 1e3, 1e8));
      continue;
    }
    wall += monotonic_seconds() - start;
    used += a + b;
    if (a > 0 && b > 0) ratios.push_back(std::log(a / b));
  }
  return Noise::of(ratios, kRunSeconds, wall, used);
}

}  // namespace velox::experiment
