// SPDX-License-Identifier: Apache-2.0
// The flat tree of a module (source/flat_tree.hpp) by the names that the analyses use.
#pragma once

#include "velox/source/flat_tree.hpp"

namespace velox::analysis {

using source::Field;
using source::is_comprehension;
using source::Kind;
using source::kNone;
using source::Node;
using source::NodeIndex;
using Tree = source::FlatTree;

}  // namespace velox::analysis
