// SPDX-License-Identifier: Apache-2.0
// Canonical observations (docs/design/runtime-protocol.md) for people: what differs between two of them, in one
// sentence, with values written as Python would. Comparing is done on the text; this only explains.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "velox/base/json.hpp"

namespace velox::experiment {

/// A tagged tree as Python-like text, cut to about `width` characters: `[1, 2, {'a': 3.5}]`.
std::string render_value(const Json& tree, std::size_t width = 60);

/// "returns 3 instead of 4", "raises KeyError('x') instead of returning None", "leaves argument rows as [] instead of [1]".
/// Always a sentence part, whatever the texts are.
std::string describe_difference(std::string_view expected, std::string_view actual,
                                const std::vector<std::string>& params);

/// The arguments of an observed call: "rows=[1, 2], k=3". Empty when the text can't be read.
std::string render_arguments(std::string_view observation, const std::vector<std::string>& params,
                             std::size_t width = 80);

/// What an observation tells besides equality.
struct ObservationFlags {
  bool timed_out = false;
  bool bounded = false;             ///< some bound other than time was hit
  std::vector<std::string> opaque;  ///< types that could not be looked into
};
ObservationFlags flags_of(std::string_view observation);

}  // namespace velox::experiment
