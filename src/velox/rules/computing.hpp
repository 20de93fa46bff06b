// SPDX-License-Identifier: Apache-2.0
// Does a function visibly only compute? Its code, and that of the module's functions it calls, is looked at without
// knowing the types that its operators work on. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

struct Computing {
  std::string why_not;               ///< what is not known to only compute; empty when nothing is in the way
  std::vector<std::string> helpers;  ///< the module's other functions that run in it, in the order of their calls
};

/// Whether attributes of objects may be read: they can change between two calls, which matters to some.
enum class Fields {
  refused,
  plain  ///< taken as data, unless the module has a property or __getattr__ that fits
};

/// As far as the code shows, calling `definition` stores to nothing but its own locals, does no I/O, reads no state
/// that changes, and calls only functions of which the same holds. Operators are taken to compute, whatever they work
/// on: a caller that leans on the answer has to know or assume that the arguments are builtin scalars.
Computing visibly_computes(const RuleContext& context, Node definition, Fields fields = Fields::refused);

}  // namespace velox::rules
