// SPDX-License-Identifier: Apache-2.0
// Decides from pairs of times whether B is faster than A, looking after every pair without paying for the peeking.
//
// Problem: a fixed-size test that is looked at as data comes in is wrong far more often than it says. Idea: bet on the
// sign of each pair's log ratio x = log(tA / tB). Against the hypothesis "the median of x is at most m", the stake after
// n pairs, k of them above m, for a bet on p > 1/2 is
//     E_p(n, k) = (2p)^k * (2(1-p))^(n-k),
// and the mean of E_p over p = .55, .60, ... .95, .99 is a non-negative supermartingale that starts at 1 whenever the
// hypothesis holds and pairs are independent. By Ville's inequality it ever reaches T with probability at most 1/T, at
// whatever moment one stops (Ramdas et al., "Game-theoretic statistics and safe anytime-valid inference", Statist. Sci.
// 2023). Only signs count, so bursts of noise, however large, can't buy a win.
//
// Three such bets run side by side: `win` against "median <= half of the smallest gain that counts" (a bar above zero makes
// a false win of equal programs far rarer than 1/T on a machine whose noise is below that bar; where the noise is above it,
// a higher T is asked for), `futile` against "median >= that gain", and `slower` against "median >= 0". Limits: pairs that drift together in one direction are not independent;
// the order within a pair has to be balanced by the caller.
#pragma once

#include <span>
#include <vector>

#include "velox/model/verdict.hpp"

namespace velox::experiment {

/// The mixture's stake after `pairs` pairs, `above` of which were on the side that is bet on. At least 0; 1 for no pairs.
double sign_evidence(int pairs, int above);

/// Median of log ratios as a ratio, with an interval for the true median: the order statistics x(k), x(n+1-k) for the
/// largest k with 1 - 2 P(Binomial(n, 1/2) < k) >= 0.95 (the sign test inverted: exact for every distribution; Conover,
/// "Practical Nonparametric Statistics", 3.2). It is a 95 % interval when n was fixed before looking, as in a
/// confirmation; after an early stop it is a description. With fewer than 6 values no such k exists: smallest and
/// largest value are given. Empty input gives {1, 1, 1, 0}.
model::Speedup median_interval(std::span<const double> log_ratios);

/// The rank k of median_interval for n values; 0 when n < 6.
int interval_rank(int n);

struct SequentialOptions {
  double min_log_gain = 0.0488;      ///< log(1 + smallest gain that counts)
  double win_threshold = 20;         ///< E at which the win is called
  double noisy_win_threshold = 100;  ///< the same while the pairs' median absolute deviation is above half of the gain
  double futility_threshold = 10;
  double slower_threshold = 20;
  int min_pairs = 6;
  int max_pairs = 64;
};

enum class Decision {
  undecided,
  win,     ///< faster by more than half of the smallest gain that counts
  futile,  ///< any gain is below the smallest that counts
  slower,
  exhausted  ///< max_pairs were not enough
};
const char* to_string(Decision decision);

/// Collects pairs. Not thread-safe.
class SequentialTest {
 public:
  explicit SequentialTest(SequentialOptions options) : options_(options) {}

  /// `log_ratio` = log(tA / tB), positive when B is faster. A value that is not finite counts as 0.
  void add(double log_ratio);
  /// The first decision that was reached stays. Looked at after even numbers of pairs only, when both orders are balanced.
  Decision decision() const { return decision_; }
  /// Stake of the win bet, and of the same bet against "median <= 0", which is what false discovery control uses.
  double win_evidence() const;
  double gain_evidence() const;
  model::Speedup speedup() const { return median_interval(log_ratios_); }
  const std::vector<double>& log_ratios() const { return log_ratios_; }
  int pairs() const { return static_cast<int>(log_ratios_.size()); }

 private:
  bool noisy() const;
  double evidence_above(double bar) const;
  double evidence_below(double bar) const;
  SequentialOptions options_;
  std::vector<double> log_ratios_;
  Decision decision_ = Decision::undecided;
};

}  // namespace velox::experiment
