# SPDX-License-Identifier: Apache-2.0
class House:
    def plan(self, rooms: list):
        door = {}
        for number, room in enumerate(rooms):
            door[room] = number
        self.door = door
