// SPDX-License-Identifier: Apache-2.0
// A local of an immutable class that only grows in a loop, `data += part` or `data = data + part`: what has to hold for an object
// that grows in place to stand for it until the loop ends. Pure functions.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "velox/rules/local_lists.hpp"

namespace velox::rules {

/// One addition to the right end, as a statement.
struct Addition {
  Node statement, target;
  Node old;  ///< the `data` that is read; null for `+=`
  Node part;
};
std::optional<Addition> addition_of(Node statement);

struct Gathering {
  Bound start;  ///< `data = b""`
  Node region;  ///< the statement with the loop, in the block of the start
  std::vector<Addition> additions;
};

struct GatheredKind {
  std::string what;                       ///< "a bytes literal", for refusals
  std::function<bool(Node)> is_start;     ///< a value that it may start as
  std::function<bool(Node)> may_be_part;  ///< what is added is worth a look
};

/// Every gathering in the unit: between the start and the loop nothing is said about the name; inside the loop it is added to,
/// and asked for its length or truth; control surely comes to the end of the loop, or nobody reads the name. Refuses the others.
std::vector<Gathering> gatherings_in(const RuleContext& context, const GatheredKind& kind, Findings& findings);

}  // namespace velox::rules
