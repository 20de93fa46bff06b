// SPDX-License-Identifier: Apache-2.0
// A unit as a point in space: units that are built alike lie near each other, whatever their names. Counts of features of the
// syntax tree (kinds of nodes with what stands above them, calls of builtins and of builtin types' methods, operators, each with the
// number of loops around it) are hashed into a vector of fixed length with a sign each, so that collisions cancel out on average
// (Weinberger et al., "Feature hashing for large scale multitask learning", 2009). Names that the program made up
// are never looked at, and a vector cannot be turned back into code. Pure functions; thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "velox/source/node.hpp"

namespace velox::knowledge {

inline constexpr int kVectorVersion = 1;  ///< vectors of different versions cannot be compared
inline constexpr std::size_t kDimensions = 192;

/// Of length 1, or all zero for a unit without a body.
using UnitVector = std::array<float, kDimensions>;

/// Of a unit's function_definition.
UnitVector vector_of(source::Node definition);

/// Cosine of the angle between two, -1..1; 1 for units of the same build.
float similarity(const UnitVector& a, const UnitVector& b);

/// Two hex digits for each component (steps of 1/127 of the largest). Read back it is within 1/200 of the original's direction.
std::string write_vector(const UnitVector& vector);
/// Empty when the text is not a vector of this version's length.
std::optional<UnitVector> read_vector(std::string_view text);

}  // namespace velox::knowledge
