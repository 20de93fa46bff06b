// SPDX-License-Identifier: Apache-2.0
// Text edits and unified diffs. Pure functions on byte strings; bytes outside the edits are untouched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/model/span.hpp"

namespace velox::source {

/// Applies edits to `bytes`. Edits may come in any order but must not overlap (two insertions at one offset apply in the
/// given order). Errors: internal on an overlap or a span past the end.
Result<std::string> apply_edits(std::string_view bytes, std::vector<model::Edit> edits);

/// The smallest set of line-based edits that turns `before` into `after`.
std::vector<model::Edit> edits_between(std::string_view before, std::string_view after);

/// A unified diff with `context` lines, headers "a/<file>" and "b/<file>", that `git apply` accepts (CRLF and a missing
/// final newline included). Empty when the texts are equal.
std::string unified_diff(std::string_view file, std::string_view before, std::string_view after, int context = 3);

}  // namespace velox::source
