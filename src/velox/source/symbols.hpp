// SPDX-License-Identifier: Apache-2.0
// Grammar symbols that are looked for at every node of every file, as integers: comparing names of node kinds there costs more
// than the walk. Thread-safe.
#pragma once

#include <tree_sitter/api.h>

#include <cstdint>

namespace velox::source {

enum class Symbol : std::uint8_t {
  other,
  error,
  function_definition,
  class_definition,
  decorated_definition,
  lambda,
  yield,
  block,
  statements,  ///< any other node that can hold blocks: the module, compound statements, and their clauses
  identifier,
  string,
  comment,
  integer,
  print_statement,
  exec_statement,
  old_unequal  ///< the token `<>`
};

/// Of a node of a Python tree.
Symbol symbol_of(TSNode node);

}  // namespace velox::source
