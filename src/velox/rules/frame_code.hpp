// SPDX-License-Identifier: Apache-2.0
// What rules about pandas share: what rows of a DataFrame hold, and which columns code about a row reads. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// What a row of a DataFrame hands out, as it was seen: numbers of numpy of one class, or Python's objects.
enum class RowItems { real, whole, objects };

/// From the observed calls: rows of one class of numbers, or rows of Python's objects; nullopt when not seen or different.
std::optional<RowItems> row_items(const RuleContext& context, Node frame);

/// The quoted name of the column that `row["price"]` or `row.price` reads; nullopt for other code, and for attributes that a
/// Series has of its own.
std::optional<std::string> column_read(const RuleContext& context, Node expression, const Binding& row);

/// An attribute of a DataFrame or row that is not one of pandas' own which are read without a call.
bool is_column_name(std::string_view attribute);

/// The code of a lambda with one plain parameter; null otherwise.
Node parameter_of(Node lambda);

/// True when the node is assigned to or deleted rather than read.
bool is_stored_to(Node node);

}  // namespace velox::rules
