// SPDX-License-Identifier: Apache-2.0
// How strong the evidence for the next candidate must be, given how many were tried before: the more are tried, the more
// equal ones would win by luck. e-LOND (Xu and Ramdas, "Online multiple testing with e-values", AISTATS 2024): candidate t is
// accepted when its e-value is at least 1 / (alpha * g(t) * (accepted before + 1)), where g sums to at most 1; the expected
// share of false ones among the accepted is then at most alpha, whatever the dependence between candidates.
// Evidence grows by a factor of about 1.9 with each pair, so fifty candidates cost only some five pairs more than one.
#pragma once

namespace velox::experiment {

class FalseDiscoveryControl {
 public:
  explicit FalseDiscoveryControl(double alpha = 0.05) : alpha_(alpha) {}
  /// The e-value that the next candidate has to reach.
  double threshold() const;
  /// Counts a candidate that got as far as being measured.
  void record(bool accepted);
  int tried() const { return tried_; }
  int accepted() const { return accepted_; }

 private:
  double alpha_;
  int tried_ = 0;
  int accepted_ = 0;
};

}  // namespace velox::experiment
