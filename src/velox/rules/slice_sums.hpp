// SPDX-License-Identifier: Apache-2.0
// Sums over parts of one list in a loop, `sum(xs[a:b])`, and where the running sums that they are differences of can be made.
// For sliding_window_sum and range_sum_to_prefix_sums. Pure functions.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "velox/rules/rewrite.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {

struct SliceSum {
  Node call, list, slice;
  Slice bounds;  ///< at least one of them is there
};

/// The call, when it is a sum over a part of a plain name that a loop repeats.
std::optional<SliceSum> slice_sum(const RuleContext& context, Node call);

/// Empty when the list or tuple holds whole numbers only and was not seen to be shorter than `shortest` half of the time.
std::string why_not_whole_numbers(const RuleContext& context, const SliceSum& sum, std::uint64_t shortest,
                                  Claim& claim);

/// The statement in front of which the running sums go, or why there is none.
std::expected<Node, std::string> anchor_of(const RuleContext& context, const SliceSum& sum, Claim& claim);

/// Those of `sums` that the running sums in front of `anchor` serve too, `sum` included.
std::vector<SliceSum> served_by(const RuleContext& context, const SliceSum& sum, const std::vector<SliceSum>& sums,
                                Node anchor, Claim& claim);

}  // namespace velox::rules
